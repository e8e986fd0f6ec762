// @vitest-environment node
import { describe, expect, test } from "vitest";
import { changedLabels, diffRows, fieldValue } from "./diff";
import { columns } from "./testing";

const ada = {
  id: "m1",
  name: "Ada Berg",
  email: "ada@example.com",
  role: "owner" as const,
  scope: "all" as const,
  rev: 1,
  created_at: "2026-01-01T00:00:00Z",
};
const names = { members: [ada], columns };

describe("diffRows", () => {
  test("values in words", () => {
    const rows = diffRows(
      [
        { field: "priority", from: 1, to: 4 },
        { field: "assignee_id", from: null, to: "m1" },
        { field: "estimate_minutes", from: 90, to: null },
        { field: "visibility", from: "internal", to: "client" },
      ],
      names,
    );
    expect(rows).toEqual([
      { field: "priority", label: "Priority", kind: "value", from: "Low", to: "Urgent" },
      { field: "assignee_id", label: "Assignee", kind: "value", from: "Nobody", to: "Ada Berg" },
      { field: "estimate_minutes", label: "Estimate", kind: "value", from: "1 h 30 min", to: "Nothing" },
      { field: "visibility", label: "Visibility", kind: "value", from: "Internal", to: "Client can see it" },
    ]);
  });

  test("texts word by word", () => {
    const [row] = diffRows([{ field: "title", from: "Menu", to: "Menu page" }], names);
    expect(row).toEqual({
      field: "title",
      label: "Title",
      kind: "text",
      parts: [
        { kind: "same", text: "Menu" },
        { kind: "added", text: " page" },
      ],
    });
  });

  test("a move is one row, not four", () => {
    const rows = diffRows(
      [
        { field: "column_id", from: "todo", to: "done" },
        { field: "status", from: "todo", to: "done" },
        { field: "completed_at", from: null, to: "2026-03-12T17:00:00Z" },
        { field: "rank", from: "a0", to: "a1" },
      ],
      names,
    );
    expect(rows).toEqual([{ field: "column_id", label: "Column", kind: "value", from: "To do", to: "Done" }]);
    expect(diffRows([{ field: "rank", from: "a0", to: "a1" }], names)).toMatchObject([{ to: "moved" }]);
  });

  test("unknown fields and people still show", () => {
    expect(fieldValue("assignee_id", "gone", names)).toBe("Former member");
    expect(diffRows([{ field: "new_field", from: true, to: false }], names)).toMatchObject([
      { label: "new field", from: "true", to: "false" },
    ]);
  });
});

test("changedLabels leaves followers out", () => {
  expect(changedLabels(["column_id", "status", "rank", "title"])).toEqual(["Column", "Title"]);
  expect(changedLabels(["rank"])).toEqual(["Place in the column"]);
});
