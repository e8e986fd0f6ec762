import type { components } from "@/lib/api/schema";

type Schemas = components["schemas"];

export type Task = Schemas["Task"];
export type TaskRow = Schemas["TaskRow"];
/** As much of a task as every list of tasks knows. */
export type TaskStub = Pick<
  TaskRow,
  "id" | "project_id" | "rev" | "title" | "column_id" | "status" | "priority" | "assignee_id" | "due_at"
>;
export type TaskPatch = Schemas["TaskPatch"];
export type TaskInput = Schemas["TaskInput"];
export type TaskMove = Schemas["TaskMove"];
export type TaskBulkOp = Schemas["TaskBulkOp"];
export type TaskBulkResult = Schemas["TaskBulkResult"];
export type TaskVersionRow = Schemas["TaskVersionRow"];
export type FieldDiff = Schemas["FieldDiff"];
export type Comment = Schemas["Comment"];
export type Activity = Schemas["Activity"];
export type Member = Schemas["Member"];
export type Project = Schemas["Project"];
export type BoardColumn = Schemas["BoardColumn"];

export type Status = TaskRow["status"];
export type Priority = 0 | 1 | 2 | 3 | 4;
