import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { one, unwrap, type Schemas } from "@/lib/api/client";
import { ofLink, portalApi as api } from "./client";
import type { PortalComment, PortalConversation, PortalHit, PortalMessage } from "./types";

type Page<Row> = { data: Row[]; meta: Schemas["PageMeta"] };

const pageSize = 50;
/** How often the page looks for news. */
const freshMs = 15_000;
const talkMs = 5_000;

const next = <Row>({ meta }: Page<Row>) => meta.next_cursor ?? undefined;

export const portalKeys = {
  all: (link: string) => ["portal", link] as const,
  home: (link: string) => ["portal", link, "home"] as const,
  part: (link: string, ...parts: string[]) => ["portal", link, ...parts] as const,
};

export const home = (link: string) =>
  queryOptions({
    queryKey: portalKeys.home(link),
    refetchInterval: freshMs,
    queryFn: ({ signal }) => one(api.GET("/portal", { params: { header: ofLink(link) }, signal })),
  });

export const answers = (link: string) =>
  queryOptions({
    queryKey: portalKeys.part(link, "answers"),
    refetchInterval: freshMs,
    queryFn: ({ signal }) => one(api.GET("/portal/answers", { params: { header: ofLink(link) }, signal })),
  });

export const tasks = (link: string) =>
  infiniteQueryOptions({
    queryKey: portalKeys.part(link, "tasks"),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: next<Schemas["PortalTaskRow"]>,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/portal/tasks", {
          params: { header: ofLink(link), query: { limit: pageSize, cursor: pageParam } },
          signal,
        }),
      ),
  });

export const task = (link: string, id: string) =>
  queryOptions({
    queryKey: portalKeys.part(link, "task", id),
    queryFn: ({ signal }) =>
      one(api.GET("/portal/tasks/{task_id}", { params: { header: ofLink(link), path: { task_id: id } }, signal })),
  });

export const comments = (link: string, id: string) =>
  infiniteQueryOptions({
    queryKey: portalKeys.part(link, "task", id, "comments"),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: next<PortalComment>,
    refetchInterval: freshMs,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/portal/tasks/{task_id}/comments", {
          params: { header: ofLink(link), path: { task_id: id }, query: { limit: pageSize, cursor: pageParam } },
          signal,
        }),
      ),
  });

export const approvals = (link: string, taskId?: string) =>
  queryOptions({
    queryKey: portalKeys.part(link, "approvals", ...(taskId ? [taskId] : [])),
    queryFn: ({ signal }) =>
      one(
        api.GET("/portal/approvals", {
          params: { header: ofLink(link), query: { "filter[task_id]": taskId, limit: pageSize } },
          signal,
        }),
      ),
  });

export const approval = (link: string, id: string) =>
  queryOptions({
    queryKey: portalKeys.part(link, "approval", id),
    queryFn: ({ signal }) =>
      one(
        api.GET("/portal/approvals/{approval_id}", {
          params: { header: ofLink(link), path: { approval_id: id } },
          signal,
        }),
      ),
  });

export const evidence = (link: string, id: string) =>
  queryOptions({
    queryKey: portalKeys.part(link, "approval", id, "evidence"),
    queryFn: ({ signal }) =>
      one(
        api.GET("/portal/approvals/{approval_id}/evidence", {
          params: { header: ofLink(link), path: { approval_id: id } },
          signal,
        }),
      ),
  });

export const conversations = (link: string) =>
  queryOptions({
    queryKey: portalKeys.part(link, "conversations"),
    refetchInterval: freshMs,
    queryFn: ({ signal }) =>
      one(
        api.GET("/portal/conversations", { params: { header: ofLink(link), query: { limit: 100 } }, signal }),
      ) as Promise<PortalConversation[]>,
  });

export const conversation = (link: string, id: string) =>
  queryOptions({
    queryKey: portalKeys.part(link, "conversation", id),
    refetchInterval: talkMs,
    queryFn: ({ signal }) =>
      one(
        api.GET("/portal/conversations/{conversation_id}", {
          params: { header: ofLink(link), path: { conversation_id: id } },
          signal,
        }),
      ) as Promise<PortalConversation>,
  });

export const search = (link: string, words: string) =>
  queryOptions({
    queryKey: portalKeys.part(link, "search", words),
    queryFn: ({ signal }) =>
      one(
        api.GET("/portal/search", { params: { header: ofLink(link), query: { q: words, limit: 20 } }, signal }),
      ) as Promise<PortalHit[]>,
  });

/** Asked for once, when a conversation that has one is opened. */
export const draft = (link: string, id: string) =>
  queryOptions({
    queryKey: portalKeys.part(link, "draft", id),
    gcTime: 0,
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      one(
        api.GET("/portal/conversations/{conversation_id}/draft", {
          params: { header: ofLink(link), path: { conversation_id: id } },
          signal,
        }),
      ),
  });

/** Newest first, as they are loaded; the page turns them round. */
export const messages = (link: string, id: string) =>
  infiniteQueryOptions({
    queryKey: portalKeys.part(link, "conversation", id, "messages"),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: next<PortalMessage>,
    refetchInterval: talkMs,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/portal/conversations/{conversation_id}/messages", {
          params: {
            header: ofLink(link),
            path: { conversation_id: id },
            query: { sort: "-created_at", limit: pageSize, cursor: pageParam },
          },
          signal,
        }),
      ) as Promise<Page<PortalMessage>>,
  });
