"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, done, ifMatch, one, unwrap, type Schemas } from "@/lib/api/client";
import { isApiError } from "@/lib/api/errors";
import { keys } from "@/lib/data/keys";
import { text } from "./messages/en";
import type { Scope, ShareLink, ShareLinkInput, ShareLinkPatch } from "./types";

const ofScope = ({ type, id }: Scope) => ({
  "filter[client_id]": type === "client" ? id : undefined,
  "filter[project_id]": type === "project" ? id : undefined,
  "filter[task_id]": type === "task" ? id : undefined,
});

export function useShareLinks(scope: Scope) {
  return useQuery({
    queryKey: keys.shares.list({ type: scope.type, id: scope.id }),
    queryFn: ({ signal }) =>
      one(api.GET("/share-links", { params: { query: { ...ofScope(scope), limit: 100 } }, signal })),
  });
}

type AccessPage = Schemas["ShareLinkAccessList"];

export function useAccesses(id: string) {
  return useInfiniteQuery({
    queryKey: keys.shares.accesses(id),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: AccessPage) => page.meta.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }): Promise<AccessPage> =>
      unwrap(
        api.GET("/share-links/{link_id}/accesses", {
          params: { path: { link_id: id }, query: { limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
  });
}

const path = (id: string) => ({ path: { link_id: id } });

const setPassword = (id: string, password: string | null) =>
  done(api.PUT("/share-links/{link_id}/password", { params: path(id), body: { password } }));

/** The key must be there: this mails somebody. */
const send = ({ id, sendTo }: { id: string; sendTo: string }) =>
  one(
    api.POST("/share-links/{link_id}/send", {
      params: { ...path(id), header: { "Idempotency-Key": crypto.randomUUID() } },
      body: { send_to: sendTo },
    }),
  );

const revoke = (id: string) => one(api.POST("/share-links/{link_id}/revoke", { params: path(id) }));

/** A link that was to have a password must not be left without one. */
async function create({ password, ...body }: ShareLinkInput & { password: string }) {
  const made = await one(api.POST("/share-links", { body }));
  if (!password) return made;
  try {
    await setPassword(made.id, password);
    return { ...made, has_password: true };
  } catch (error) {
    await revoke(made.id);
    throw error;
  }
}

/** `password`: undefined keeps it, null removes it. */
type Change = { link: ShareLink; patch: ShareLinkPatch; password?: string | null };

async function change({ link, patch, password }: Change) {
  const changed =
    Object.keys(patch).length > 0
      ? await one(
          api.PATCH("/share-links/{link_id}", {
            params: { ...path(link.id), header: ifMatch(link.rev) },
            body: patch,
          }),
        )
      : link;
  if (password !== undefined) await setPassword(link.id, password);
  return changed;
}

export function useShareActions() {
  const cache = useQueryClient();
  const refresh = () => cache.invalidateQueries({ queryKey: keys.shares.all });
  const onError = (error: unknown) => toast.error(text.actionFailed, error);
  return {
    create: useMutation({ mutationFn: create, onSettled: refresh }),
    change: useMutation({ mutationFn: change, onSettled: refresh }),
    rotate: useMutation({
      mutationFn: (id: string) =>
        one(api.POST("/share-links/{link_id}/rotate", { params: path(id), body: { send_to: null } })),
      onSettled: refresh,
      onError,
    }),
    send: useMutation({ mutationFn: send, onSettled: refresh }),
    revoke: useMutation({
      mutationFn: revoke,
      onSettled: refresh,
      onSuccess: () => toast.success(text.revoked),
      onError,
    }),
  };
}

/** Opens a session of this browser that sees exactly what a guest sees. */
export const openPreview = (id: string) => done(api.POST("/share-links/{link_id}/preview", { params: path(id) }));

/** Shows a project or task to the client, or hides it. */
export function useVisibility({ type, id }: Scope) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (visibility: "internal" | "client"): Promise<unknown> =>
      type === "task"
        ? one(api.PUT("/tasks/{task_id}/visibility", { params: { path: { task_id: id } }, body: { visibility } }))
        : one(
            api.PUT("/projects/{project_id}/visibility", {
              params: { path: { project_id: id } },
              body: { visibility },
            }),
          ),
    onSuccess: (_row, visibility) => {
      toast.success(visibility === "client" ? text.visibility.shown : text.visibility.hidden);
      for (const queryKey of [keys.projects.all, keys.tasks.all]) {
        void cache.invalidateQueries({ queryKey });
      }
      // Pending until the switch has the new state to show, so that it does not flick back.
      return cache.invalidateQueries({ queryKey: keys.shares.all });
    },
    onError: (error) => {
      const inherited = isApiError(error) && error.code === "inherited";
      toast.error(text.visibility.changeFailed, inherited ? new Error(text.visibility.inherited) : error);
    },
  });
}
