import { paths } from "@/config/paths";
import type { Notification } from "./api";
import { text } from "./messages/en";

export interface Sentence {
  actor: string;
  verb: string;
  /** What it is about, and the first words of what was said. */
  subject?: string;
  excerpt?: string;
  href?: string;
}

interface Payload {
  title?: unknown;
  name?: unknown;
  subject?: unknown;
  excerpt?: unknown;
  task_title?: unknown;
}

const words = (...values: unknown[]) =>
  values.find((value): value is string => typeof value === "string" && value !== "");

type Event = Pick<
  Notification,
  "kind" | "actor_kind" | "actor_name" | "payload" | "conversation_id" | "project_id" | "task_id" | "client_id"
>;

function hrefOf({ conversation_id: conversation, project_id: project, task_id: task, client_id: client }: Event) {
  if (conversation) return paths.conversation(conversation);
  if (project && task) return paths.task(project, task);
  if (project) return paths.project(project);
  return client ? paths.client(client) : undefined;
}

/** A notification as a sentence with a place to go to. */
export function sentenceOf(event: Event): Sentence {
  const payload = (event.payload ?? {}) as Payload;
  return {
    actor: event.actor_name ?? (event.actor_kind === "client" ? text.client : text.somebody),
    verb: text.verbs[event.kind] ?? event.kind.split(".").reverse().join(" ").replaceAll("_", " "),
    subject: words(payload.subject, payload.task_title, payload.title, payload.name),
    excerpt: words(payload.excerpt),
    href: hrefOf(event),
  };
}
