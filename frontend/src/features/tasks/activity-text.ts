import { changedLabels } from "./diff";
import type { Activity } from "./types";

const verbs: Record<string, string> = {
  "task.created": "created the task",
  "task.updated": "changed the task",
  "task.moved": "moved the task",
  "task.completed": "completed the task",
  "task.reopened": "reopened the task",
  "task.deleted": "deleted the task",
  "task.restored": "restored an older version",
  "comment.created": "commented",
  "comment.updated": "edited a comment",
  "comment.deleted": "deleted a comment",
  "comment.restored": "restored a comment",
};

const changedOf = (payload: unknown): string[] => {
  const changed = (payload as { changed?: unknown } | null)?.changed;
  return Array.isArray(changed) ? changed.filter((field) => typeof field === "string") : [];
};

/** What somebody did, as the rest of a sentence that begins with the name. */
export function activityText({ kind, payload }: Pick<Activity, "kind" | "payload">): string {
  const labels = changedLabels(changedOf(payload)).map((label) => label.toLowerCase());
  if (kind === "task.updated" && labels.length > 0) return `changed ${labels.join(", ")}`;
  return verbs[kind] ?? kind.split(".").reverse().join(" ").replaceAll("_", " ");
}
