import type { ConversationQuery } from "./types";

/** Names of what is in the cache about conversations. */
export const inboxKeys = {
  all: ["conversations"] as const,
  lists: ["conversations", "list"] as const,
  list: (query: ConversationQuery) => ["conversations", "list", query] as const,
  one: (id: string) => ["conversations", "one", id] as const,
  messages: (id: string) => ["conversations", "messages", id] as const,
  draft: (id: string) => ["conversations", "draft", id] as const,
  versions: (messageId: string) => ["conversations", "versions", messageId] as const,
};
