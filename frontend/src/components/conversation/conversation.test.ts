// @vitest-environment node
import { expect, test } from "vitest";
import { byDay } from "./by-day";
import { withReaction } from "./reactions";
import type { Reaction } from "./types";

const heart: Reaction = { reaction: "heart", count: 2, mine: false };

test("a reaction of one's own counts once, and is taken back as a whole", () => {
  const on = withReaction([heart], "heart", true);
  expect(on).toEqual([{ ...heart, count: 3, mine: true }]);
  expect(withReaction(on, "heart", true)).toBe(on);
  expect(withReaction(on, "heart", false)).toEqual([heart]);
  expect(withReaction([{ ...heart, count: 1, mine: true }], "heart", false)).toEqual([]);
  expect(withReaction([heart], "eyes", true)).toEqual([heart, { reaction: "eyes", count: 1, mine: true }]);
  expect(withReaction([heart], "eyes", false)).toEqual([heart]);
});

test("messages stand under the day that it was for the reader", () => {
  const rows = ["2026-03-05T22:30:00Z", "2026-03-05T23:30:00Z", "2026-03-06T08:00:00Z"].map((created_at) => ({
    created_at,
  }));
  expect(byDay(rows, { timeZone: "UTC" }).map((day) => day.rows.length)).toEqual([2, 1]);
  expect(byDay(rows, { timeZone: "Europe/Berlin" }).map((day) => day.rows.length)).toEqual([1, 2]);
});
