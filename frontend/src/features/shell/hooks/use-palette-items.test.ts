import { expect, test } from "vitest";
import { arrange, begin, matches, type PaletteItem } from "./use-palette-items";

test("every word has to occur, in any order and case", () => {
  expect(matches("New project", "proj NEW")).toBe(true);
  expect(matches("New project", "new task")).toBe(false);
});

test("the beginning is marked, whatever its case; a name found by another word is not", () => {
  expect(begin("Lunch menu", "lun")).toEqual([
    { text: "Lun", hit: true },
    { text: "ch menu", hit: false },
  ]);
  expect(begin("Lun", "lun")).toEqual([{ text: "Lun", hit: true }]);
  expect(begin("Marta Lund", "lun")).toEqual([{ text: "Marta Lund", hit: false }]);
});

test("suggestions come first, nothing comes twice, and each kind is in one piece", () => {
  const item = (id: string, group: string) => ({ id, group, label: id }) as PaletteItem;
  const suggestions = [item("client-1", "Clients"), item("task-1", "Tasks")];
  const hits = [item("task-1", "Tasks"), item("client-2", "Clients"), item("message-1", "Messages")];
  expect(arrange(suggestions, hits).map(({ id }) => id)).toEqual(["client-1", "client-2", "task-1", "message-1"]);
});
