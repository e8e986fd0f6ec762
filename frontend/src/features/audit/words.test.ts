import { expect, test } from "vitest";
import { actionWords, detailLines } from "./words";

test("actions read as words", () => {
  expect(actionWords("member.role_changed")).toBe("Member: role changed");
  expect(actionWords("api_key.created")).toBe("Api key: created");
  expect(actionWords("login")).toBe("Login");
});

test("details are lines, whatever they hold", () => {
  expect(detailLines({ from: "member", project_ids: ["a", "b"], until: null, rule: { a: 1 } })).toEqual([
    ["from", "member"],
    ["project ids", "a, b"],
    ["until", "–"],
    ["rule", '{"a":1}'],
  ]);
  expect(detailLines(null)).toEqual([]);
});
