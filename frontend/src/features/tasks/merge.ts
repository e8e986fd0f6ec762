import type { Task, TaskPatch } from "./types";

export type Field = keyof TaskPatch & keyof Task;

/** One field that two people changed at the same time. */
export type Conflict = { field: Field; base: unknown; mine: unknown; theirs: unknown };

/**
 * Somebody else changed the task between my reading and my writing. What of my
 * patch still stands by itself, and what has to be decided by a person?
 */
export function mergePatch(base: Task, theirs: Task, patch: TaskPatch): { clean: TaskPatch; conflicts: Conflict[] } {
  const clean: Record<string, unknown> = {};
  const conflicts: Conflict[] = [];
  for (const [name, mine] of Object.entries(patch)) {
    const field = name as Field;
    if (theirs[field] === mine) continue;
    if (theirs[field] === base[field]) clean[field] = mine;
    else conflicts.push({ field, base: base[field], mine, theirs: theirs[field] });
  }
  return { clean: clean as TaskPatch, conflicts };
}
