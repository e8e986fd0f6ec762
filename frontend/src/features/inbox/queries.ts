import { infiniteQueryOptions, queryOptions, type InfiniteData } from "@tanstack/react-query";
import { api, one, unwrap, type Schemas } from "@/lib/api/client";
import { inboxKeys } from "./keys";
import type { Conversation, ConversationQuery, Message } from "./types";

type Page<Row> = { data: Row[]; meta: Schemas["PageMeta"] };
export type MessagePages = InfiniteData<Page<Message>>;

const pageSize = 50;
/** How often an open conversation and a list look for news. */
const conversationMs = 5_000;
const listMs = 20_000;

const next = <Row>({ meta }: Page<Row>) => meta.next_cursor ?? undefined;

export const conversationList = (query: ConversationQuery) =>
  infiniteQueryOptions({
    queryKey: inboxKeys.list(query),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: next<Conversation>,
    refetchInterval: listMs,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/conversations", { params: { query: { ...query, limit: pageSize, cursor: pageParam } }, signal }),
      ) as Promise<Page<Conversation>>,
  });

export const conversation = (id: string) =>
  queryOptions({
    queryKey: inboxKeys.one(id),
    refetchInterval: conversationMs,
    queryFn: ({ signal }) =>
      one(
        api.GET("/conversations/{conversation_id}", { params: { path: { conversation_id: id } }, signal }),
      ) as Promise<Conversation>,
  });

/** Newest first, as they are loaded; the page turns them round. */
export const messages = (id: string) =>
  infiniteQueryOptions({
    queryKey: inboxKeys.messages(id),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: next<Message>,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/conversations/{conversation_id}/messages", {
          params: { path: { conversation_id: id }, query: { sort: "-seq", limit: pageSize, cursor: pageParam } },
          signal,
        }),
      ) as Promise<Page<Message>>,
  });

/** Asked once, when a conversation is opened that has one. */
export const draft = (id: string) =>
  queryOptions({
    queryKey: inboxKeys.draft(id),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: ({ signal }) =>
      one(api.GET("/conversations/{conversation_id}/draft", { params: { path: { conversation_id: id } }, signal })),
  });

export const versions = (messageId: string) =>
  queryOptions({
    queryKey: inboxKeys.versions(messageId),
    queryFn: ({ signal }) =>
      one(
        api.GET("/messages/{message_id}/versions", {
          params: { path: { message_id: messageId }, query: { limit: 100 } },
          signal,
        }),
      ),
  });

/** Oldest first. */
export const inOrder = (data: MessagePages | undefined): Message[] =>
  data?.pages.flatMap((page) => page.data).toReversed() ?? [];
