import type { TaskFilters } from "./filters";

/** Names of what is in the cache about tasks. */
export const taskKeys = {
  all: ["tasks"] as const,
  ofProject: (projectId: string) => ["tasks", "project", projectId] as const,
  board: (projectId: string) => ["tasks", "project", projectId, "board"] as const,
  list: (projectId: string, filters: TaskFilters) => ["tasks", "project", projectId, "list", filters] as const,
  detail: (taskId: string) => ["tasks", "detail", taskId] as const,
  comments: (taskId: string) => ["tasks", "detail", taskId, "comments"] as const,
  activity: (taskId: string) => ["tasks", "detail", taskId, "activity"] as const,
  versions: (taskId: string) => ["tasks", "detail", taskId, "versions"] as const,
  diff: (taskId: string, from: number, to: number) => ["tasks", "detail", taskId, "diff", from, to] as const,
};
