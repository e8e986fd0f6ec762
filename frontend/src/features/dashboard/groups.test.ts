import { expect, test } from "vitest";
import { firstOf, groupWork, type WorkItem } from "./groups";

const item = (id: string, reason: WorkItem["reason"]) => ({ id, reason }) as WorkItem;
const items = [item("a", "next"), item("b", "overdue"), item("c", "due_today"), item("d", "overdue")];

test("most urgent first, the order inside a group stays, no group is empty", () => {
  expect(groupWork(items).map(({ reason, items: group }) => [reason, group.map(({ id }) => id)])).toEqual([
    ["overdue", ["b", "d"]],
    ["due_today", ["c"]],
    ["next", ["a"]],
  ]);
});

test("the first few are the most urgent ones", () => {
  expect(firstOf(items, 3).map(({ id }) => id)).toEqual(["b", "d", "c"]);
});
