import { expect, test } from "vitest";
import { may } from "./can";

test("what the contract leaves to owners is offered to owners only", () => {
  expect(([undefined, "member", "owner"] as const).map((role) => may("updateWorkspace", role))).toEqual([
    false,
    false,
    true,
  ]);
});

test("members work, people without a workspace look after their account", () => {
  expect(([undefined, "member", "owner"] as const).map((role) => may("createTask", role))).toEqual([false, true, true]);
  expect(([undefined, "member", "owner"] as const).map((role) => may("updateMe", role))).toEqual([true, true, true]);
});
