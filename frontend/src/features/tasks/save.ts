import { api, ifMatch, one } from "@/lib/api/client";
import { saveRow, type Clash } from "@/lib/save";
import type { Task, TaskPatch, TaskStub } from "./types";

export type TaskClash = Clash<Task>;

/** Writes a change that was made to `base`, which had this version when it was read. */
export const saveTask = (base: TaskStub, rev: number, patch: TaskPatch): Promise<Task> =>
  // Of what it is based on, only the fields of the patch are looked at.
  saveRow({ ...base, rev } as Task, patch, (current, body) =>
    one(api.PATCH("/tasks/{task_id}", { params: { path: { task_id: base.id }, header: ifMatch(current) }, body })),
  );

/** What the person wanted of the fields that clash. */
export const mineOf = ({ conflicts }: TaskClash): TaskPatch =>
  Object.fromEntries(conflicts.map(({ field, mine }) => [field, mine]));
