// @vitest-environment node
import { describe, expect, test } from "vitest";
import { byRank, rankBetween } from "./rank";

describe("byRank", () => {
  test("compares bytes, not letters of a language", () => {
    const order = ["Zz", "a0", "a0V", "a1"].map((rank) => ({ rank, id: "1" }));
    expect([...order].reverse().sort(byRank)).toEqual(order);
  });

  test("equal ranks fall back on the id", () => {
    expect(byRank({ rank: "a", id: "1" }, { rank: "a", id: "2" })).toBe(-1);
    expect(byRank({ rank: "a", id: "1" }, { rank: "a", id: "1" })).toBe(0);
  });
});

describe("rankBetween", () => {
  test.each([
    [undefined, undefined],
    ["a0", undefined],
    [undefined, "a0"],
    ["a0", "a1"],
    ["a0", "a0V"],
    ["a0", "a00"],
  ])("%s < new < %s", (after, before) => {
    const rank = rankBetween(after, before);
    if (after !== undefined) expect(rank > after).toBe(true);
    if (before !== undefined) expect(rank < before).toBe(true);
  });

  test("again and again into the same gap", () => {
    let before = "a1";
    for (let i = 0; i < 20; i += 1) {
      const rank = rankBetween("a0", before);
      expect(rank > "a0" && rank < before).toBe(true);
      before = rank;
    }
  });
});
