"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { api, one, unwrap, type Schemas } from "@/lib/api/client";

export type AuditEntry = Schemas["AuditEntry"];
type Page = Schemas["AuditList"];

export interface AuditFilter {
  actor?: string;
  action?: string;
}

export const useAuditLog = ({ actor, action }: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ["audit-log", { actor, action }],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.meta.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      unwrap(
        api.GET("/audit-log", {
          params: {
            query: { limit: 50, cursor: pageParam, "filter[actor_id]": actor, "filter[action]": action },
          },
          signal,
        }),
      ),
  });

/** Goes through the whole chain of hashes, which takes a moment. */
export const useVerifyAudit = () => useMutation({ mutationFn: () => one(api.GET("/audit-log/verify")) });
