import type { LastMessage, Reaction } from "@/components/conversation/types";
import type { Schemas } from "@/lib/api/client";
import type { operations } from "@/lib/api/schema";

type Row = Schemas["Conversation"];
type MessageRow = Schemas["Message"];

/** A task that was made out of a message. */
export type MadeTask = Pick<Schemas["Task"], "id" | "number" | "title" | "status" | "project_id">;

/** The contract leaves open what is inside of JSON columns. */
export type Conversation = Omit<Row, "last_message"> & { last_message: LastMessage | null };
export type Message = Omit<MessageRow, "reactions" | "tasks"> & { reactions: Reaction[]; tasks: MadeTask[] };

export type Visibility = Message["visibility"];
export type Draft = Schemas["Draft"];
export type ConversationQuery = NonNullable<operations["listConversations"]["parameters"]["query"]>;
export type ConversationInput = Schemas["ConversationInput"];
