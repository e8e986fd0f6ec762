import type { Message } from "./types";

/** The first message of somebody else behind the mark: above it stands the line "New". */
export const firstUnread = (messages: Message[], mark: number, me: string | undefined) =>
  messages.find(({ seq, author_kind: kind, author_id: author }) => seq > mark && !(kind === "member" && author === me));

/** The last message to the client that somebody there has read. */
export const lastSeen = (messages: Message[], seen: number) =>
  messages.findLast(
    ({ seq, visibility, author_kind: kind }) => seq <= seen && visibility === "client" && kind === "member",
  );
