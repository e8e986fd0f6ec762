import type { BoardColumn, Task, TaskRow } from "./types";

/** Rows for the unit tests of tasks and the board. */
export function taskRow(fields: Partial<TaskRow> & { id: string }): TaskRow {
  return {
    project_id: "p1",
    number: 1,
    column_id: "todo",
    title: `Task ${fields.id}`,
    status: "todo",
    priority: 0,
    assignee_id: null,
    start_on: null,
    due_at: null,
    estimate_minutes: null,
    rank: "a0",
    visibility: "internal",
    visibility_inherited: false,
    source: "member",
    source_message_id: null,
    completed_at: null,
    comment_count: 0,
    rev: 1,
    created_by: null,
    created_at: "2026-03-02T09:00:00Z",
    updated_at: "2026-03-02T09:00:00Z",
    ...fields,
  };
}

export const task = (fields: Partial<Task> & { id: string }): Task => ({
  ...taskRow(fields),
  description: "",
  ...fields,
});

export const columns: BoardColumn[] = [
  { id: "todo", name: "To do", category: "todo", rank: "a0" },
  { id: "doing", name: "In progress", category: "doing", rank: "a1" },
  { id: "done", name: "Done", category: "done", rank: "a2" },
];
