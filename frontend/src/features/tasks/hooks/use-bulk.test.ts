// @vitest-environment node
import { describe, expect, test } from "vitest";
import { taskRow } from "../testing";
import { bulkOps, succeeded } from "./use-bulk";

const tasks = [taskRow({ id: "1", rev: 3 }), taskRow({ id: "2", rev: 5 })];

describe("bulkOps", () => {
  test.each([
    [{ op: "complete" } as const, { op: "complete", id: "1" }],
    [{ op: "move", columnId: "done" } as const, { op: "move", id: "1", data: { column_id: "done" } }],
    [{ op: "delete" } as const, { op: "delete", id: "1", if_rev: 3 }],
  ])("%o", (action, first) => {
    const ops = bulkOps(tasks, action);
    expect(ops).toHaveLength(2);
    expect(ops[0]).toEqual(first);
  });

  test("a result is good below 300", () => {
    const result = { op: "delete" as const, id: "1", rev: null, code: null, detail: null };
    expect([200, 204, 409, 412].map((status) => succeeded({ ...result, status }))).toEqual([true, true, false, false]);
  });
});
