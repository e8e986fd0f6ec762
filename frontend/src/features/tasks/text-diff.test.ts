// @vitest-environment node
import { describe, expect, test } from "vitest";
import { diffWords, type Part } from "./text-diff";

const show = (parts: Part[]) =>
  parts.map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `{+${text}+}` : `[-${text}-]`)).join("");
const side = (parts: Part[], kind: Part["kind"]) =>
  parts
    .filter((part) => part.kind === "same" || part.kind === kind)
    .map(({ text }) => text)
    .join("");

describe("diffWords", () => {
  test.each([
    ["", "", ""],
    ["", "new", "{+new+}"],
    ["old", "", "[-old-]"],
    ["same", "same", "same"],
    ["Photos for the menu", "Photos for the home page", "Photos for the [-menu-]{+home page+}"],
    ["a b c", "a c", "a [-b -]c"],
    ["Photos, twelve of them", "Photos for the home page", "Photos[-, twelve of them-]{+ for the home page+}"],
    ["Größe: 3", "Größe: 4", "Größe: [-3-]{+4+}"],
  ])("%j to %j", (from, to, shown) => {
    expect(show(diffWords(from, to))).toBe(shown);
  });

  test("both sides can be read back", () => {
    const from = "The client sends\nthe dishes on Friday, all twelve of them.";
    const to = "The client sent\neleven of the dishes on Thursday.";
    const parts = diffWords(from, to);
    expect(side(parts, "removed")).toBe(from);
    expect(side(parts, "added")).toBe(to);
  });

  test("a long rewrite stays quick and complete", () => {
    const from = Array.from({ length: 3000 }, (_, i) => `a${i}`).join(" ");
    const to = Array.from({ length: 3000 }, (_, i) => `b${i}`).join(" ");
    const started = performance.now();
    const parts = diffWords(from, to);
    expect(performance.now() - started).toBeLessThan(500);
    expect(side(parts, "added")).toBe(to);
  });
});
