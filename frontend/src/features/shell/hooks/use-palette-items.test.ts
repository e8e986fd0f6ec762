import { expect, test } from "vitest";
import { matches } from "./use-palette-items";

test("every word has to occur, in any order and case", () => {
  expect(matches("New project", "proj NEW")).toBe(true);
  expect(matches("New project", "new task")).toBe(false);
});
