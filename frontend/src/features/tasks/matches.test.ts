// @vitest-environment node
import { describe, expect, test } from "vitest";
import { noFilters } from "./filters";
import { matches } from "./matches";
import { taskRow } from "./testing";

const now = new Date(2026, 2, 12, 15, 30);
const at = (day: number, hour = 17) => new Date(2026, 2, day, hour).toISOString();
const menu = taskRow({ id: "1", title: "Photos for the menu page", priority: 2, assignee_id: "m1", due_at: at(12) });

describe("matches", () => {
  test.each([
    [{}, true],
    [{ q: "PHOTO menu" }, true],
    [{ q: "photo logo" }, false],
    [{ status: ["doing"] }, false],
    [{ status: ["doing", "todo"] }, true],
    [{ assignee: "m1" }, true],
    [{ assignee: "none" }, false],
    [{ priority: 2 }, true],
    [{ priority: 3 }, false],
    [{ due: "today" }, true],
    [{ due: "week" }, true],
    [{ due: "overdue" }, false],
    [{ due: "none" }, false],
  ])("%o: %s", (filters, expected) => {
    expect(matches(menu, { ...noFilters, ...filters } as typeof noFilters, now)).toBe(expected);
  });

  test("what is done is not overdue", () => {
    const late = { ...menu, due_at: at(1) };
    expect(matches(late, { ...noFilters, due: "overdue" }, now)).toBe(true);
    expect(matches({ ...late, status: "done" }, { ...noFilters, due: "overdue" }, now)).toBe(false);
  });
});
