import { paths } from "@/config/paths";
import { dayNumber, type FormatOptions } from "@/lib/format";
import type { TimelineEntry } from "./contacts";
import { text } from "./messages/en";

interface Payload {
  title?: unknown;
  name?: unknown;
  label?: unknown;
  subject?: unknown;
  task_title?: unknown;
  excerpt?: unknown;
  conversation_id?: unknown;
  visibility?: unknown;
}

export interface Sentence {
  actor: string;
  verb: string;
  subject?: string;
  excerpt?: string;
  href?: string;
  /** A note for the team: it stands among messages to the client and must not look like one. */
  note: boolean;
}

type Entry = Pick<
  TimelineEntry,
  "kind" | "entity_type" | "entity_id" | "project_id" | "task_id" | "actor_name" | "actor_kind" | "audience" | "payload"
>;

const words = (...values: unknown[]) =>
  values.find((value): value is string => typeof value === "string" && value !== "");

function hrefOf(entry: Entry, payload: Payload): string | undefined {
  const conversation = entry.entity_type === "conversation" ? entry.entity_id : words(payload.conversation_id);
  if (conversation) return paths.conversation(conversation);
  if (entry.kind.endsWith(".deleted")) return undefined;
  if (entry.project_id && entry.task_id) return paths.task(entry.project_id, entry.task_id);
  return entry.project_id ? paths.project(entry.project_id) : undefined;
}

/** An event of a client as a sentence. */
export function sentenceOf(entry: Entry): Sentence {
  const payload = (entry.payload ?? {}) as Payload;
  const { timeline } = text;
  return {
    actor: entry.actor_name ?? (entry.actor_kind === "client" ? timeline.client : timeline.somebody),
    verb: timeline.verbs[entry.kind] ?? entry.kind.split(".").reverse().join(" ").replaceAll("_", " "),
    subject: words(payload.subject, payload.task_title, payload.title, payload.name, payload.label),
    excerpt: words(payload.excerpt),
    href: hrefOf(entry, payload),
    note: entry.kind.startsWith("message.") && entry.audience === "internal",
  };
}

/** What a message changes of its client by itself: the message stands in the timeline already. */
const byTheWay = ["waiting_on", "waiting_since", "last_contact_at"];

/** Whether an event tells something that no other one does. */
export function isNews({ kind, payload }: Pick<Entry, "kind" | "payload">): boolean {
  const { changed } = (payload ?? {}) as { changed?: unknown };
  if (kind !== "client.updated" || !Array.isArray(changed)) return true;
  return !changed.every((field) => byTheWay.includes(String(field)));
}

/** Events of one day together, in the order they came. */
export function byDay<Row extends { at: string }>(rows: Row[], options: FormatOptions = {}) {
  const days: { day: number; at: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const day = dayNumber(row.at, options);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, at: row.at, rows: [row] });
  }
  return days;
}
