import { api, ifMatch, one } from "@/lib/api/client";
import { currentOf } from "@/lib/api/errors";
import { mergePatch, type Conflict } from "./merge";
import type { Task, TaskPatch } from "./types";

/** Two people changed the same field; a person has to decide. */
export class TaskClash extends Error {
  constructor(
    readonly current: Task,
    readonly conflicts: Conflict[],
    /** What was to be written, all of it. */
    readonly patch: TaskPatch,
  ) {
    super("The task was changed by someone else meanwhile.");
    this.name = "TaskClash";
  }
}

const tries = 3;

/**
 * Writes a change that was made to `base`. When the task has another version by
 * now and the other change touched other fields, both stand; otherwise it throws
 * a TaskClash.
 */
export async function saveTask(base: Task, rev: number, patch: TaskPatch): Promise<Task> {
  let current: Task = { ...base, rev };
  let wanted = patch;
  for (let i = 1; ; i += 1) {
    try {
      return await one(
        api.PATCH("/tasks/{task_id}", {
          params: { path: { task_id: base.id }, header: ifMatch(current.rev) },
          body: wanted,
        }),
      );
    } catch (error) {
      const theirs = currentOf<Task>(error);
      if (!theirs || i === tries) throw error;
      const { clean, conflicts } = mergePatch(base, theirs, patch);
      if (conflicts.length > 0) throw new TaskClash(theirs, conflicts, patch);
      if (Object.keys(clean).length === 0) return theirs;
      current = theirs;
      wanted = clean;
    }
  }
}
