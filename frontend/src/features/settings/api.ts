"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, one, type Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { adoptUser } from "@/lib/data/adopt-user";
import { Clash, saveRow } from "@/lib/save";

export type Workspace = Schemas["Workspace"];
export type WorkspacePatch = Schemas["WorkspacePatch"];

export function useSaveProfile() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["UserPatch"]) => one(api.PATCH("/me", { body })),
    onSuccess: (user) => {
      cache.setQueryData(keys.me, adoptUser(user));
      // Dates and names everywhere follow.
      void cache.invalidateQueries({ queryKey: keys.members });
      void cache.invalidateQueries({ queryKey: keys.work });
    },
  });
}

export function useWorkspaceRow(id: string | undefined) {
  return useQuery({
    queryKey: keys.workspace(id ?? ""),
    queryFn: () => one(api.GET("/workspaces/{workspace_id}", { params: { path: { workspace_id: id ?? "" } } })),
    enabled: id !== undefined,
  });
}

export function useSaveWorkspace(base: Workspace) {
  const cache = useQueryClient();
  const key = keys.workspace(base.id);
  return useMutation({
    mutationFn: ({ from, patch }: { from: Workspace; patch: WorkspacePatch }) =>
      saveRow(from, patch, (rev, body) =>
        one(
          api.PATCH("/workspaces/{workspace_id}", {
            params: { path: { workspace_id: base.id }, header: ifMatch(rev) },
            body,
          }),
        ),
      ),
    onSuccess: (workspace) => {
      cache.setQueryData(key, workspace);
      // Its name stands in the sidebar.
      void cache.invalidateQueries({ queryKey: keys.me });
    },
    onError: (error) => {
      if (error instanceof Clash) cache.setQueryData(key, error.current as Workspace);
    },
  });
}
