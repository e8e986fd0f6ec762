import { expect, test } from "vitest";
import { readLimit } from "./limits-dialog";

test.each([
  ["", null],
  [" ", null],
  ["12", 12],
  [" 100000 ", 100_000],
  ["0", undefined],
  ["100001", undefined],
  ["1.5", undefined],
  ["1e3", undefined],
  ["-1", undefined],
  ["many", undefined],
])("the limit %j is %j", (typed, limit) => {
  expect(readLimit(typed)).toBe(limit);
});
