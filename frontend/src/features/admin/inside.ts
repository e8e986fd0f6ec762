"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, one, unwrap } from "@/lib/api/client";
import type { AdminSupportAccess } from "./api";

const root = ["admin", "inside"] as const;
const size = 50;

/** How often to ask whether the owner has ended it. */
const askAgainMs = 10_000;

const headerOf = ({ workspace_id: id }: AdminSupportAccess) => ({ "SmartStack-Workspace": id });

/** The access itself, asked for again while it is open. */
export const useAccess = (id: string) =>
  useQuery({
    queryKey: [...root, id, "access"],
    queryFn: () =>
      one(api.GET("/admin/support-access/{support_access_id}", { params: { path: { support_access_id: id } } })),
    refetchInterval: ({ state }) => (state.data?.status === "active" ? askAgainMs : false),
    placeholderData: keepPreviousData,
  });

/** Whole seconds until then; 0 when it is over. */
export function useSecondsLeft(until: string | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return until ? Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) : 0;
}

/** What was read does not outlive the look. */
export function useForgetInside() {
  const cache = useQueryClient();
  useEffect(() => () => cache.removeQueries({ queryKey: root }), [cache]);
}

interface Page<T> {
  data: T[];
  meta: { next_cursor?: string | null };
}

/** Each request is written into the workspace's log, so nothing is read twice without need. */
const useInside = <T>(key: string[], read: (cursor: string | undefined) => Promise<Page<T>>) =>
  useInfiniteQuery({
    queryKey: [...root, ...key],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }: Page<T>) => meta.next_cursor ?? undefined,
    queryFn: ({ pageParam }) => read(pageParam),
    staleTime: Infinity,
  });

export const useInsideProjects = (access: AdminSupportAccess) =>
  useInside([access.id, "projects"], (cursor) =>
    unwrap(api.GET("/projects", { params: { header: headerOf(access), query: { limit: size, cursor } } })),
  );

export const useInsideTasks = (access: AdminSupportAccess, id: string) =>
  useInside([access.id, "tasks", id], (cursor) =>
    unwrap(
      api.GET("/projects/{project_id}/tasks", {
        params: { header: headerOf(access), path: { project_id: id }, query: { limit: size, cursor } },
      }),
    ),
  );

export const useInsideConversations = (access: AdminSupportAccess) =>
  useInside([access.id, "conversations"], (cursor) =>
    unwrap(api.GET("/conversations", { params: { header: headerOf(access), query: { limit: size, cursor } } })),
  );

export const useInsideMessages = (access: AdminSupportAccess, id: string) =>
  useInside([access.id, "messages", id], (cursor) =>
    unwrap(
      api.GET("/conversations/{conversation_id}/messages", {
        params: { header: headerOf(access), path: { conversation_id: id }, query: { limit: size, cursor } },
      }),
    ),
  );

export const useInsideComments = (access: AdminSupportAccess, id: string) =>
  useInside([access.id, "comments", id], (cursor) =>
    unwrap(
      api.GET("/tasks/{task_id}/comments", {
        params: { header: headerOf(access), path: { task_id: id }, query: { limit: size, cursor } },
      }),
    ),
  );

export const useInsideTask = (access: AdminSupportAccess, id: string) =>
  useQuery({
    queryKey: [...root, access.id, "task", id],
    queryFn: () => one(api.GET("/tasks/{task_id}", { params: { header: headerOf(access), path: { task_id: id } } })),
    staleTime: Infinity,
  });
