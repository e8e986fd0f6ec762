// @vitest-environment node
import { describe, expect, test } from "vitest";
import { nothing, toggle, toggleRange } from "./selection";

const ids = ["a", "b", "c", "d"];

describe("selection", () => {
  test("one row on and off, without touching the old one", () => {
    const one = toggle(nothing, "a", true);
    expect([...one]).toEqual(["a"]);
    expect([...toggle(one, "a", false)]).toEqual([]);
    expect(nothing.size).toBe(0);
  });

  test.each([
    ["b", "d", ["b", "c", "d"]],
    ["d", "b", ["b", "c", "d"]],
    ["c", "c", ["c"]],
    ["gone", "c", ["c"]],
  ])("from %s to %s", (from, to, expected) => {
    expect([...toggleRange(nothing, ids, from, to, true)].sort()).toEqual(expected);
  });

  test("a range off", () => {
    const all = toggleRange(nothing, ids, "a", "d", true);
    expect([...toggleRange(all, ids, "b", "c", false)].sort()).toEqual(["a", "d"]);
  });
});
