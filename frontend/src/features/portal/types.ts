import type { LastMessage, Reaction } from "@/components/conversation/types";
import type { Schemas } from "@/lib/api/client";

export type Portal = Schemas["Portal"];
export type PortalTaskRow = Schemas["PortalTaskRow"];
export type PortalTask = Schemas["PortalTask"];
export type PortalComment = Schemas["PortalComment"];
export type PortalApproval = Schemas["PortalApproval"];

type Pieces = { text: string; hit: boolean }[];

/** The contract leaves open what is inside of JSON columns. */
export type PortalConversation = Omit<Schemas["PortalConversation"], "last_message"> & {
  last_message: Pick<LastMessage, "author_name" | "excerpt"> | null;
};
export type PortalMessage = Omit<Schemas["PortalMessage"], "reactions"> & { reactions: Reaction[] };
export type PortalHit = Omit<Schemas["PortalSearchHit"], "title" | "excerpt"> & { title: Pieces; excerpt: Pieces };
