import { safeParse } from "valibot";
import { describe, expect, test } from "vitest";
import type { Project } from "@/lib/data/projects";
import { emptyForm, formOf, inputOf, patchOf, projectSchema } from "./schema";

const project: Project = {
  id: "p1",
  client_id: "c1",
  client_name: "Café Luna",
  code: "LUNA",
  name: "New website",
  description: "",
  status: "active",
  health: "on_track",
  start_on: null,
  due_on: "2026-04-17",
  budget_minutes: 450,
  budget_minor: null,
  billing: "hourly",
  visibility: "internal",
  archived_at: null,
  task_counts: { todo: 1, doing: 0, done: 0 },
  columns: [],
  rev: 2,
  created_by: null,
  created_at: "2026-03-02T09:00:00Z",
  updated_at: "2026-03-02T09:00:00Z",
};

const check = (values: object) => safeParse(projectSchema, { ...emptyForm, name: "Website", ...values });

describe("what may be typed", () => {
  test("a code is made of capitals", () => {
    const result = check({ code: "luna1" });
    expect(result.success && result.output.code).toBe("LUNA1");
    expect(check({ code: "1LUNA" }).success).toBe(false);
    expect(check({ code: "" }).success).toBe(true);
  });

  test("the end is not before the start, which is said at the end", () => {
    const result = check({ start_on: "2026-04-17", due_on: "2026-04-16" });
    expect(result.issues?.[0]?.path?.[0]?.key).toBe("due_on");
    expect(check({ start_on: "2026-04-17", due_on: "2026-04-17" }).success).toBe(true);
    expect(check({ start_on: "2026-04-17" }).success).toBe(true);
  });
});

test("empty fields are none, and no code lets the server make one", () => {
  const input = inputOf({ ...emptyForm, name: "Website", budget_hours: "7,5" });
  expect(input).toMatchObject({ client_id: null, start_on: null, due_on: null, budget_minutes: 450 });
  expect(input).not.toHaveProperty("code");
});

describe("a patch", () => {
  test("is empty for an untouched form, also of an archived project", () => {
    expect(patchOf(project, formOf(project))).toEqual({});
    const archived: Project = { ...project, status: "archived" };
    expect(patchOf(archived, formOf(archived))).toEqual({});
  });

  test("has only what differs", () => {
    expect(patchOf(project, { ...formOf(project), client_id: "", due_on: "", status: "done" })).toEqual({
      client_id: null,
      due_on: null,
      status: "done",
    });
  });
});
