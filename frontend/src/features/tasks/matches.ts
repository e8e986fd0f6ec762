import type { TaskFilters } from "./filters";
import type { TaskRow } from "./types";

const startOfDay = (now: Date, days: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).getTime();

function matchesDue({ due_at, status }: TaskRow, due: TaskFilters["due"], now: Date): boolean {
  if (due === "") return true;
  if (due === "none") return due_at === null;
  if (due_at === null) return false;
  const at = new Date(due_at).getTime();
  if (due === "overdue") return status !== "done" && at < now.getTime();
  return at >= startOfDay(now, 0) && at < startOfDay(now, due === "today" ? 1 : 7);
}

/** The filters for tasks that are loaded already, as on the board. */
export function matches(task: TaskRow, filters: TaskFilters, now: Date): boolean {
  const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
  const title = task.title.toLowerCase();
  return (
    words.every((word) => title.includes(word)) &&
    (filters.status.length === 0 || filters.status.includes(task.status)) &&
    (filters.assignee === "" ||
      (filters.assignee === "none" ? task.assignee_id === null : task.assignee_id === filters.assignee)) &&
    task.priority >= filters.priority &&
    matchesDue(task, filters.due, now)
  );
}
