import type { Status } from "./types";

/**
 * What a list of tasks is narrowed to. It lives in the address; `q`, `status`,
 * `assignee`, `priority`, `due` and `sort` are its parameters.
 */
export type TaskFilters = {
  q: string;
  status: Status[];
  /** "" anybody, "none" nobody, or a member's id. */
  assignee: string;
  /** This priority or higher; 0 is all. */
  priority: number;
  due: Due;
  sort: Sort;
};

export const statuses = ["todo", "doing", "done"] as const satisfies Status[];
export const dues = ["", "overdue", "today", "week", "none"] as const;
export const sorts = [
  "rank",
  "-rank",
  "due_at",
  "-due_at",
  "created_at",
  "-created_at",
  "updated_at",
  "-updated_at",
] as const;

export type Due = (typeof dues)[number];
export type Sort = (typeof sorts)[number];

export const noFilters: TaskFilters = { q: "", status: [], assignee: "", priority: 0, due: "", sort: "rank" };

const oneOf = <T extends string>(allowed: readonly T[], value: string | null, fallback: T): T =>
  allowed.includes(value as T) ? (value as T) : fallback;

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the address; whatever it does not know counts as not set. */
export function parseFilters(params: URLSearchParams): TaskFilters {
  const assignee = params.get("assignee") ?? "";
  const priority = Number(params.get("priority") ?? 0);
  const wanted = (params.get("status") ?? "").split(",");
  return {
    q: (params.get("q") ?? "").slice(0, 200),
    status: statuses.filter((status) => wanted.includes(status)),
    assignee: assignee === "none" || idShape.test(assignee) ? assignee : "",
    priority: [1, 2, 3, 4].includes(priority) ? priority : 0,
    due: oneOf(dues, params.get("due"), ""),
    sort: oneOf(sorts, params.get("sort"), "rank"),
  };
}

/** Writes them into a copy of the address's parameters; unset ones are left out. */
export function writeFilters(filters: TaskFilters, into: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(into);
  const put = (name: string, value: string) => (value ? params.set(name, value) : params.delete(name));
  put("q", filters.q.trim());
  put("status", filters.status.join(","));
  put("assignee", filters.assignee);
  put("priority", filters.priority ? String(filters.priority) : "");
  put("due", filters.due);
  put("sort", filters.sort === noFilters.sort ? "" : filters.sort);
  return params;
}

/** How many of them narrow the list; the order does not. */
export function countFilters({ q, status, assignee, priority, due }: TaskFilters): number {
  return [q.trim(), status.length, assignee, priority, due].filter(Boolean).length;
}

const day = 86_400_000;

function startOfDay(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate());
}

function dueQuery(due: Due, now: Date) {
  const today = startOfDay(now);
  const inDays = (days: number) => startOfDay(new Date(today.getTime() + days * day + day / 2)).toISOString();
  switch (due) {
    case "overdue":
      return { "filter[due_at][lt]": now.toISOString() };
    case "today":
      return { "filter[due_at][gte]": today.toISOString(), "filter[due_at][lt]": inDays(1) };
    case "week":
      return { "filter[due_at][gte]": today.toISOString(), "filter[due_at][lt]": inDays(7) };
    case "none":
      return { "filter[due_at][null]": true };
    default:
      return {};
  }
}

/** The same as parameters of the API. What is overdue is not done. */
export function filterQuery(filters: TaskFilters, now: Date) {
  let status = filters.status;
  if (filters.due === "overdue") {
    const open = status.filter((one) => one !== "done");
    status = open.length > 0 ? open : ["todo", "doing"];
  }
  return {
    sort: filters.sort,
    ...(filters.q.trim() ? { q: filters.q.trim() } : {}),
    ...(status.length > 0 && status.length < statuses.length ? { "filter[status][in]": status } : {}),
    ...(filters.assignee === "none" ? { "filter[assignee_id][null]": true } : {}),
    ...(filters.assignee && filters.assignee !== "none" ? { "filter[assignee_id]": filters.assignee } : {}),
    ...(filters.priority ? { "filter[priority][gte]": filters.priority } : {}),
    ...dueQuery(filters.due, now),
  };
}

/** Turns a column's order round, or starts with it; dates newest first but for the due date. */
export function nextSort(current: Sort, column: "rank" | "due_at" | "created_at" | "updated_at"): Sort {
  const first: Sort = column === "created_at" || column === "updated_at" ? `-${column}` : column;
  if (current !== first) return first;
  return (first.startsWith("-") ? first.slice(1) : `-${first}`) as Sort;
}
