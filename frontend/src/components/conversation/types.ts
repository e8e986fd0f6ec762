export const reactionNames = ["thumbs_up", "heart", "smile", "party", "eyes", "done"] as const;
export type ReactionName = (typeof reactionNames)[number];

export interface Reaction {
  reaction: ReactionName;
  count: number;
  mine: boolean;
}

export interface LastMessage {
  author_kind: "member" | "client" | "assistant" | "system";
  author_name: string | null;
  visibility: "internal" | "client";
  excerpt: string;
}
