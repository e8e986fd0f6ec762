// @vitest-environment node
import { describe, expect, test } from "vitest";
import { columns, taskRow } from "../tasks/testing";
import { dropOnCard, lanesOf, moveRequest, placeOf, staysPut, stepFrom, wayBack, whereIs, withMove } from "./model";

const tasks = [
  taskRow({ id: "c", rank: "a3" }),
  taskRow({ id: "a", rank: "a1" }),
  taskRow({ id: "b", rank: "a2" }),
  taskRow({ id: "x", column_id: "doing", status: "doing", rank: "a1" }),
  taskRow({ id: "lost", column_id: "gone" }),
];
const lanes = lanesOf(columns, tasks);
const ids = (columnId: string, from = lanes) =>
  from.find(({ column }) => column.id === columnId)!.tasks.map(({ id }) => id);

describe("lanesOf", () => {
  test("columns by rank, tasks by rank, tasks of unknown columns nowhere", () => {
    expect(lanesOf([...columns].reverse(), tasks).map(({ column }) => column.id)).toEqual(["todo", "doing", "done"]);
    expect(ids("todo")).toEqual(["a", "b", "c"]);
    expect(ids("done")).toEqual([]);
    expect(whereIs(lanes, "lost")).toBeUndefined();
  });
});

describe("moveRequest", () => {
  test.each([
    ["to the top of another column", "b", { columnId: "doing", index: 0 }, { column_id: "doing", before: "x" }],
    ["to its end, however far below", "b", { columnId: "doing", index: 9 }, { column_id: "doing", after: "x" }],
    ["into an empty column", "b", { columnId: "done", index: 0 }, { column_id: "done" }],
    ["down within its own", "a", { columnId: "todo", index: 1 }, { column_id: "todo", after: "b", before: "c" }],
  ])("%s", (_, id, target, request) => {
    expect(moveRequest(lanes, id, target)).toEqual(request);
  });
});

describe("withMove", () => {
  test.each([
    ["a", { columnId: "todo", index: 2 }, ["b", "c", "a"]],
    ["c", { columnId: "todo", index: 0 }, ["c", "a", "b"]],
    ["c", { columnId: "todo", index: 1 }, ["a", "c", "b"]],
    ["x", { columnId: "todo", index: 1 }, ["a", "x", "b", "c"]],
  ])("%s to %o", (id, target, order) => {
    const moved = withMove(columns, tasks, id, moveRequest(lanes, id, target));
    expect(ids(target.columnId, lanesOf(columns, moved))).toEqual(order);
  });

  test("takes over the state of the column and leaves the others untouched", () => {
    const moved = withMove(columns, tasks, "a", { column_id: "done" });
    expect(moved.find(({ id }) => id === "a")?.status).toBe("done");
    expect(moved.find(({ id }) => id === "b")).toBe(tasks[2]);
  });

  test("an unknown column changes nothing", () => {
    expect(withMove(columns, tasks, "a", { column_id: "gone" })).toBe(tasks);
  });

  test("there and back again", () => {
    const back = wayBack(lanes, "b")!;
    const moved = withMove(columns, tasks, "b", { column_id: "done" });
    const again = withMove(columns, moved, "b", back);
    expect(ids("todo", lanesOf(columns, again))).toEqual(["a", "b", "c"]);
    expect(wayBack(lanes, "nobody")).toBeUndefined();
  });
});

describe("staysPut", () => {
  test("same place, also when asked beyond the end", () => {
    expect(staysPut(lanes, "c", { columnId: "todo", index: 2 })).toBe(true);
    expect(staysPut(lanes, "c", { columnId: "todo", index: 7 })).toBe(true);
    expect(staysPut(lanes, "c", { columnId: "todo", index: 1 })).toBe(false);
    expect(staysPut(lanes, "c", { columnId: "done", index: 2 })).toBe(false);
  });
});

describe("stepFrom", () => {
  test.each([
    ["a", "up", undefined],
    ["a", "down", { columnId: "todo", index: 1 }],
    ["c", "down", undefined],
    ["a", "left", undefined],
    ["c", "right", { columnId: "doing", index: 1 }],
    ["x", "right", { columnId: "done", index: 0 }],
    ["x", "left", { columnId: "todo", index: 0 }],
    ["nobody", "up", undefined],
  ] as const)("%s %s", (id, direction, target) => {
    expect(stepFrom(lanes, id, direction)).toEqual(target);
  });
});

describe("dropOnCard", () => {
  test.each([
    ["a", "c", "top", { columnId: "todo", index: 1 }],
    ["a", "c", "bottom", { columnId: "todo", index: 2 }],
    ["c", "a", "top", { columnId: "todo", index: 0 }],
    ["a", "x", "bottom", { columnId: "doing", index: 1 }],
    ["a", "a", "bottom", { columnId: "todo", index: 0 }],
  ] as const)("%s on %s, %s", (id, over, edge, target) => {
    expect(dropOnCard(lanes, id, over, edge)).toEqual(target);
  });
});

test("placeOf says it for people", () => {
  expect(placeOf(lanes, "b")).toEqual({ column: "To do", position: 2, count: 3 });
  expect(placeOf(lanes, "nobody")).toBeUndefined();
});
