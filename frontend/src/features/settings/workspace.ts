"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, done, ifMatch, one, type Schemas } from "@/lib/api/client";
import { forgetWorkspace } from "@/lib/api/workspace";
import { keys } from "@/lib/data/keys";
import { loadMe } from "@/lib/data/me";
import type { Workspace } from "./api";

export type SupportAccess = Schemas["SupportAccess"];

export const useUsage = (id: string) =>
  useQuery({
    queryKey: [...keys.workspace(id), "usage"],
    queryFn: () => one(api.GET("/workspaces/{workspace_id}/usage", { params: { path: { workspace_id: id } } })),
  });

/** The workspace is not the caller's any more; true when there is another one, which is next. */
function useLeaving<Input>(mutationFn: (input: Input) => Promise<void>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (input: Input) => {
      await mutationFn(input);
      forgetWorkspace();
      cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] });
      const { workspaces } = await cache.fetchQuery({ queryKey: keys.me, queryFn: loadMe, staleTime: 0 });
      return workspaces.length > 0;
    },
  });
}

export function useCreateWorkspace() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) => {
      const workspace = await one(api.POST("/workspaces", { body: { name } }));
      await cache.fetchQuery({ queryKey: keys.me, queryFn: loadMe, staleTime: 0 });
      return workspace;
    },
  });
}

export const useLeaveWorkspace = () =>
  useLeaving((id: string) =>
    done(api.POST("/workspaces/{workspace_id}/leave", { params: { path: { workspace_id: id } } })),
  );

export const useCloseWorkspace = () =>
  useLeaving(({ id, rev }: Pick<Workspace, "id" | "rev">) =>
    done(api.DELETE("/workspaces/{workspace_id}", { params: { path: { workspace_id: id }, header: ifMatch(rev) } })),
  );

export function useTransferOwnership(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (memberId: string) =>
      one(
        api.POST("/workspaces/{workspace_id}/transfer-ownership", {
          params: { path: { workspace_id: id } },
          body: { member_id: memberId },
        }),
      ),
    onSuccess: (workspace) => {
      cache.setQueryData(keys.workspace(id), workspace);
      void cache.invalidateQueries({ queryKey: keys.me });
      void cache.invalidateQueries({ queryKey: keys.members });
    },
  });
}

const closed = ["session", "closed-workspaces"] as const;

export const useClosedWorkspaces = () =>
  useQuery({ queryKey: closed, queryFn: () => one(api.GET("/me/closed-workspaces")) });

export function useRestoreWorkspace() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      one(
        api.POST("/me/closed-workspaces/{closed_workspace_id}/restore", {
          params: { path: { closed_workspace_id: id } },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: closed });
      void cache.invalidateQueries({ queryKey: keys.me });
    },
  });
}

const support = ["support-accesses"] as const;

export const useSupportAccesses = () =>
  useQuery({
    queryKey: support,
    queryFn: () => one(api.GET("/support-accesses", { params: { query: { limit: 20 } } })),
  });

export type SupportDecision = "approve" | "decline" | "end";

export function useDecideSupport() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: SupportDecision }) =>
      one(
        api.POST(`/support-accesses/{support_access_id}/${decision}`, {
          params: { path: { support_access_id: id } },
        }),
      ),
    onSettled: () => void cache.invalidateQueries({ queryKey: support }),
  });
}
