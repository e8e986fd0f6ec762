import { paths } from "@/config/paths";
import { dayNumber, type FormatOptions } from "@/lib/format";
import type { Activity } from "./api";
import { text } from "./messages/en";

/** An event as a sentence: who, what, and the thing it was done to. */
export interface Sentence {
  actor: string;
  verb: string;
  subject?: { label: string; href?: string };
  details?: string;
}

const verbs: Record<string, string> = {
  "project.created": "created the project",
  "project.updated": "changed the project",
  "project.archived": "archived the project",
  "project.restored": "restored the project",
  "project.deleted": "deleted the project",
  "task.created": "added",
  "task.updated": "changed",
  "task.moved": "moved",
  "task.completed": "completed",
  "task.reopened": "reopened",
  "task.deleted": "deleted",
  "task.restored": "restored an older version of",
  "comment.created": "commented on",
  "comment.updated": "edited a comment on",
  "comment.deleted": "deleted a comment on",
};

const taskFields: Record<string, string> = {
  title: "title",
  description: "description",
  column_id: "column",
  priority: "priority",
  assignee_id: "assignee",
  start_on: "start",
  due_at: "due date",
  estimate_minutes: "estimate",
  visibility: "visibility",
};

interface Payload {
  title?: unknown;
  name?: unknown;
  task_id?: unknown;
  changed?: unknown;
}

const words = (value: unknown) => (typeof value === "string" && value ? value : undefined);

function changedFields(payload: Payload, kind: string): string | undefined {
  if (!kind.endsWith(".updated") || !Array.isArray(payload.changed)) return undefined;
  const names: Record<string, string> = kind.startsWith("project.") ? text.fields : taskFields;
  const labels = payload.changed
    .map((field) => names[String(field)]?.toLowerCase())
    .filter((label): label is string => Boolean(label));
  return labels.length > 0 ? labels.join(", ") : undefined;
}

export function sentenceOf(
  event: Pick<Activity, "kind" | "entity_type" | "entity_id" | "actor_name" | "payload">,
  projectId: string,
): Sentence {
  const payload = (event.payload ?? {}) as Payload;
  const verb = verbs[event.kind] ?? event.kind.split(".").reverse().join(" ").replaceAll("_", " ");
  const title = words(payload.title);
  const taskId = event.entity_type === "task" ? event.entity_id : words(payload.task_id);
  const gone = event.kind === "task.deleted";
  return {
    actor: event.actor_name ?? text.nobody,
    verb,
    subject: title ? { label: title, href: taskId && !gone ? paths.task(projectId, taskId) : undefined } : undefined,
    details: changedFields(payload, event.kind),
  };
}

/** Events of one day together, in the order they came. */
export function byDay<Event extends { at: string }>(events: Event[], options: FormatOptions = {}) {
  const days: { day: number; at: string; events: Event[] }[] = [];
  for (const event of events) {
    const day = dayNumber(event.at, options);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, at: event.at, events: [event] });
  }
  return days;
}
