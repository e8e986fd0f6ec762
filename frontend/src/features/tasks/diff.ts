import { formatDate, formatDateTime, formatMinutes } from "@/lib/format";
import { priorityLabel } from "./format";
import { text } from "./messages/en";
import { diffWords, type Part } from "./text-diff";
import type { BoardColumn, FieldDiff, Member, Status } from "./types";

/** Names of what a task's fields point to. */
export type Names = { members: Pick<Member, "id" | "name">[]; columns: BoardColumn[] };

/** A changed field, ready to be shown. Long texts come as words. */
export type DiffRow =
  | { field: string; label: string; kind: "value"; from: string; to: string }
  | { field: string; label: string; kind: "text"; parts: Part[] };

const longTexts = new Set(["title", "description"]);

/** Fields that only follow from another one that is shown. */
const followers: Record<string, string> = { status: "column_id", completed_at: "column_id", rank: "column_id" };

export function fieldLabel(field: string): string {
  return text.fields[field] ?? field.replaceAll("_", " ");
}

/** A field's value in words. */
export function fieldValue(field: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === "") {
    return field === "assignee_id" ? text.unassigned : text.nothing;
  }
  switch (field) {
    case "status":
      return text.status[value as Status] ?? String(value);
    case "priority":
      return priorityLabel(Number(value));
    case "visibility":
      return text.visibility[value as keyof typeof text.visibility] ?? String(value);
    case "assignee_id":
      return names.members.find(({ id }) => id === value)?.name ?? text.formerMember;
    case "column_id":
      return names.columns.find(({ id }) => id === value)?.name ?? String(value);
    case "due_at":
    case "completed_at":
      return formatDateTime(String(value));
    case "start_on":
      return formatDate(String(value));
    case "estimate_minutes":
      return formatMinutes(Number(value));
    default:
      return String(value);
  }
}

export function diffRows(changes: FieldDiff[], names: Names): DiffRow[] {
  const changed = new Set(changes.map(({ field }) => field));
  return changes
    .filter(({ field }) => !changed.has(followers[field]))
    .map(({ field, from, to }) => {
      const label = fieldLabel(field);
      if (longTexts.has(field)) {
        return { field, label, kind: "text", parts: diffWords(String(from ?? ""), String(to ?? "")) };
      }
      if (field === "rank") return { field, label, kind: "value", from: "", to: text.moved };
      return { field, label, kind: "value", from: fieldValue(field, from, names), to: fieldValue(field, to, names) };
    });
}

/** The changed fields of a version in a few words: "Title, Priority". */
export function changedLabels(fields: string[]): string[] {
  const changed = new Set(fields);
  return fields.filter((field) => !changed.has(followers[field])).map(fieldLabel);
}
