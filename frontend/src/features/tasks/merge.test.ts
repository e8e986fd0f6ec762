// @vitest-environment node
import { describe, expect, test } from "vitest";
import { mergePatch } from "./merge";
import { task } from "./testing";

const base = task({ id: "1", title: "Menu", description: "Twelve", priority: 1 });

describe("mergePatch", () => {
  test("changes of different fields go together", () => {
    const theirs = { ...base, priority: 3, rev: 2 };
    expect(mergePatch(base, theirs, { title: "Menu page" })).toEqual({ clean: { title: "Menu page" }, conflicts: [] });
  });

  test("two titles are a conflict, the rest of the patch is not", () => {
    const theirs = { ...base, title: "Menus", rev: 2 };
    expect(mergePatch(base, theirs, { title: "Menu page", priority: 2 })).toEqual({
      clean: { priority: 2 },
      conflicts: [{ field: "title", base: "Menu", mine: "Menu page", theirs: "Menus" }],
    });
  });

  test("both wrote the same: nothing left to do", () => {
    const theirs = { ...base, title: "Menu page", rev: 2 };
    expect(mergePatch(base, theirs, { title: "Menu page" })).toEqual({ clean: {}, conflicts: [] });
  });

  test("clearing a field counts as a change", () => {
    const dated = { ...base, due_at: "2026-03-12T17:00:00Z" };
    const theirs = { ...dated, due_at: "2026-03-13T17:00:00Z" };
    expect(mergePatch(dated, theirs, { due_at: null }).conflicts).toHaveLength(1);
  });
});
