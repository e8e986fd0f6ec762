"use client";

import { useInfiniteQuery, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, done, ifMatch, one, unwrap, type Schemas } from "@/lib/api/client";
import { currentOf, isStale } from "@/lib/api/errors";
import type { Client, ClientQuery, ClientRow } from "@/lib/data/clients";
import { keys } from "@/lib/data/keys";
import { Clash, saveRow } from "@/lib/save";
import { text } from "./messages/en";
import type { ClientInput, ClientPatch } from "./schema";

type Page = Schemas["ClientList"];

const pageSize = 50;

/** Pages of clients, for the table. */
export function useClientPages(query: ClientQuery) {
  return useInfiniteQuery({
    queryKey: [...keys.clients.list(query), "pages"],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.meta.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      unwrap(api.GET("/clients", { params: { query: { ...query, limit: pageSize, cursor: pageParam } }, signal })),
    placeholderData: (previous) => previous,
  });
}

function store(cache: QueryClient, client: Client) {
  cache.setQueryData(keys.clients.one(client.id), client);
  void cache.invalidateQueries({ queryKey: keys.clients.lists });
}

export function useCreateClient() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ClientInput) => one(api.POST("/clients", { body })),
    onSuccess: (client) => store(cache, client),
  });
}

const write = (id: string) => (rev: number, body: ClientPatch) =>
  one(api.PATCH("/clients/{client_id}", { params: { path: { client_id: id }, header: ifMatch(rev) }, body }));

/** For the form: it waits for the server, and shows a clash itself. */
export function useSaveClient(base: Client) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ from = base, patch }: { from?: Client; patch: ClientPatch }) => saveRow(from, patch, write(base.id)),
    onSuccess: (client) => store(cache, client),
    onError: (error) => {
      if (error instanceof Clash) cache.setQueryData(keys.clients.one(base.id), error.current as Client);
    },
  });
}

/** One small change, shown at once and taken back when it fails. */
export function useTouchClient(id: string) {
  const cache = useQueryClient();
  const key = keys.clients.one(id);
  return useMutation({
    scope: { id: `client-${id}` },
    mutationFn: (patch: ClientPatch) => write(id)(cache.getQueryData<Client>(key)?.rev ?? 0, patch),
    onMutate: async (patch) => {
      await cache.cancelQueries({ queryKey: key });
      const before = cache.getQueryData<Client>(key);
      if (before) cache.setQueryData<Client>(key, { ...before, ...patch });
      return before;
    },
    onSuccess: (client) => store(cache, client),
    onError: (error, _patch, before) => {
      const current = currentOf<Client>(error);
      cache.setQueryData(key, current ?? before);
      if (isStale(error)) toast.info(text.changedMeanwhile);
      else toast.error(text.saveFailed, error);
    },
  });
}

export function useDeleteClient() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, rev }: Pick<ClientRow, "id" | "rev">) =>
      done(api.DELETE("/clients/{client_id}", { params: { path: { client_id: id }, header: ifMatch(rev) } })),
    onSuccess: (_nothing, { id }) => {
      cache.removeQueries({ queryKey: keys.clients.one(id) });
      void cache.invalidateQueries({ queryKey: keys.clients.lists });
    },
    onError: (error, { id }) => {
      void cache.invalidateQueries({ queryKey: isStale(error) ? keys.clients.all : keys.clients.one(id) });
    },
  });
}
