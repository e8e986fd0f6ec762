// @vitest-environment node
import { describe, expect, test } from "vitest";
import { countFilters, filterQuery, nextSort, noFilters, parseFilters, writeFilters } from "./filters";

const member = "019a9f3e-7c1d-7b60-8a44-0f5be2d4c1aa";
const full = {
  q: "menu page",
  status: ["todo" as const, "done" as const],
  assignee: member,
  priority: 3,
  due: "week" as const,
  sort: "-due_at" as const,
};

describe("filters in the address", () => {
  test("there and back", () => {
    const params = writeFilters(full, new URLSearchParams());
    expect(parseFilters(params)).toEqual(full);
  });

  test("nothing set leaves the address clean and other parameters alone", () => {
    expect(writeFilters(noFilters, new URLSearchParams("q=x&task=7")).toString()).toBe("task=7");
  });

  test("nonsense counts as not set", () => {
    const params = new URLSearchParams("status=lost,doing&assignee=me%27&priority=9&due=never&sort=name");
    expect(parseFilters(params)).toEqual({ ...noFilters, status: ["doing"] });
  });

  test("counts what narrows", () => {
    expect(countFilters(noFilters)).toBe(0);
    expect(countFilters(full)).toBe(5);
    expect(countFilters({ ...noFilters, q: "  ", sort: "due_at" })).toBe(0);
  });
});

describe("filters for the API", () => {
  const now = new Date(2026, 2, 12, 15, 30);

  test("only what is set", () => {
    expect(filterQuery(noFilters, now)).toEqual({ sort: "rank" });
    expect(filterQuery({ ...full, due: "" }, now)).toEqual({
      sort: "-due_at",
      q: "menu page",
      "filter[status][in]": ["todo", "done"],
      "filter[assignee_id]": member,
      "filter[priority][gte]": 3,
    });
  });

  test("all states are no filter, nobody is one", () => {
    expect(filterQuery({ ...noFilters, status: ["todo", "doing", "done"] }, now)).toEqual({ sort: "rank" });
    expect(filterQuery({ ...noFilters, assignee: "none" }, now)).toEqual({
      sort: "rank",
      "filter[assignee_id][null]": true,
    });
  });

  test("overdue means past and not done", () => {
    expect(filterQuery({ ...noFilters, due: "overdue" }, now)).toEqual({
      sort: "rank",
      "filter[status][in]": ["todo", "doing"],
      "filter[due_at][lt]": now.toISOString(),
    });
  });

  test("today and the week are whole days of the person's own clock", () => {
    expect(filterQuery({ ...noFilters, due: "today" }, now)).toMatchObject({
      "filter[due_at][gte]": new Date(2026, 2, 12).toISOString(),
      "filter[due_at][lt]": new Date(2026, 2, 13).toISOString(),
    });
    expect(filterQuery({ ...noFilters, due: "week" }, now)).toMatchObject({
      "filter[due_at][lt]": new Date(2026, 2, 19).toISOString(),
    });
    expect(filterQuery({ ...noFilters, due: "none" }, now)).toMatchObject({ "filter[due_at][null]": true });
  });
});

test("a second press on a column turns its order round", () => {
  expect(nextSort("rank", "due_at")).toBe("due_at");
  expect(nextSort("due_at", "due_at")).toBe("-due_at");
  expect(nextSort("-due_at", "due_at")).toBe("due_at");
  expect(nextSort("rank", "updated_at")).toBe("-updated_at");
  expect(nextSort("-updated_at", "updated_at")).toBe("updated_at");
});
