import type { Schemas } from "@/lib/api/client";

export type WorkItem = Schemas["WorkItem"];
export type WorkTask = Schemas["WorkTask"];
export type WorkWaiting = Exclude<WorkItem, WorkTask>;
export type Reason = WorkItem["reason"];

export const reasons = [
  "overdue",
  "due_today",
  "client_waiting",
  "changes_requested",
  "due_soon",
  "in_progress",
  "next",
] as const satisfies Reason[];

/** The ranked list by reason, without empty groups; the order inside stays. */
export function groupWork(items: WorkItem[]): { reason: Reason; items: WorkItem[] }[] {
  return reasons
    .map((reason) => ({ reason, items: items.filter((item) => item.reason === reason) }))
    .filter((group) => group.items.length > 0);
}

/** The first so many items, group by group. */
export function firstOf(items: WorkItem[], count: number): WorkItem[] {
  return groupWork(items)
    .flatMap((group) => group.items)
    .slice(0, count);
}
