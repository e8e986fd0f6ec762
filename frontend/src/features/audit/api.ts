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

/** Goes through the whole chain of hashes, page by page, up to its end or its first fault. */
export const useVerifyAudit = () =>
  useMutation({
    mutationFn: async (tell: (checked: number, all: number) => void) => {
      for (let after = 0; ;) {
        const page = await one(api.GET("/audit-log/verify", { params: { query: { after } } }));
        if (page.next === null) return page;
        tell(page.to, page.entries);
        after = page.next;
      }
    },
  });
