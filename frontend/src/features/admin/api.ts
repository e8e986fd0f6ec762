"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, one, unwrap, type Schemas } from "@/lib/api/client";

export type AdminUser = Schemas["AdminUser"];
export type AdminWorkspace = Schemas["AdminWorkspace"];
export type AdminSupportAccess = Schemas["AdminSupportAccess"];

const root = ["admin"] as const;
const size = 50;

interface Page<T> {
  data: T[];
  meta: { next_cursor?: string | null };
}

const usePages = <T>(key: unknown[], read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>) =>
  useInfiniteQuery({
    queryKey: [...root, ...key],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }: Page<T>) => meta.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    placeholderData: (previous) => previous,
  });

export const useStats = () => useQuery({ queryKey: [...root, "stats"], queryFn: () => one(api.GET("/admin/stats")) });

export const useUsers = (q: string) =>
  usePages(["users", q], (cursor, signal) =>
    unwrap(api.GET("/admin/users", { params: { query: { limit: size, cursor, ...(q ? { q } : {}) } }, signal })),
  );

export const useWorkspaces = () =>
  usePages(["workspaces"], (cursor, signal) =>
    unwrap(api.GET("/admin/workspaces", { params: { query: { limit: size, cursor } }, signal })),
  );

export const useAccesses = () =>
  usePages(["support"], (cursor, signal) =>
    unwrap(api.GET("/admin/support-access", { params: { query: { limit: size, cursor } }, signal })),
  );

export const useAudit = () =>
  usePages(["audit"], (cursor, signal) =>
    unwrap(api.GET("/admin/audit-log", { params: { query: { limit: size, cursor } }, signal })),
  );

function useAdminMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => void cache.invalidateQueries({ queryKey: root }) });
}

export const userActions = ["disable", "enable", "end-sessions", "reset-second-factor"] as const;
export type UserAction = (typeof userActions)[number];

export const useActOnUser = () =>
  useAdminMutation(({ id, action, reason }: { id: string; action: UserAction; reason: string }) =>
    one(api.POST(`/admin/users/{user_id}/${action}`, { params: { path: { user_id: id } }, body: { reason } })),
  );

export const useUpdateWorkspace = () =>
  useAdminMutation(({ id, rev, ...body }: Schemas["AdminWorkspacePatch"] & Pick<AdminWorkspace, "id" | "rev">) =>
    one(
      api.PATCH("/admin/workspaces/{tenant_id}", {
        params: { path: { tenant_id: id }, header: ifMatch(rev) },
        body,
      }),
    ),
  );

export const useAskSupport = () =>
  useAdminMutation((body: Schemas["AdminSupportInput"]) => one(api.POST("/admin/support-access", { body })));

export const useEndSupport = () =>
  useAdminMutation((id: string) =>
    one(api.POST("/admin/support-access/{support_access_id}/end", { params: { path: { support_access_id: id } } })),
  );
