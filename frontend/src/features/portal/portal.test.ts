// @vitest-environment node
import { expect, test } from "vitest";
import { ApiError, errorOfNetwork } from "@/lib/api/errors";
import { refused, type Door } from "./hooks/use-door";
import { addressOf, readPlace } from "./hooks/use-place";

const door: Door = { step: "opening", busy: true, fault: null, wait: 0, error: null };
const problem = (status: number, code: string, retryAfter?: number) =>
  new ApiError({ status, code, message: code, retryAfter });

test("the door asks for what the server wants", () => {
  expect(refused(door, problem(401, "password_required"))).toMatchObject({ step: "password", fault: null });
  expect(refused(door, problem(401, "wrong_password"))).toMatchObject({ step: "password", fault: "wrong_password" });
  expect(refused(door, problem(401, "email_required"))).toMatchObject({ step: "email" });
  expect(refused(door, problem(401, "wrong_code"))).toMatchObject({ step: "code", fault: "wrong_code" });
});

test("every other refusal is the same neutral page", () => {
  for (const error of [problem(404, "not_found"), problem(422, "invalid_body"), problem(410, "gone")]) {
    expect(refused(door, error)).toMatchObject({ step: "closed", fault: null, error: null });
  }
});

test("too many tries keep their question and say how long to wait; a lost connection can be tried again", () => {
  const asked = { ...door, step: "password" } as const;
  expect(refused(asked, problem(429, "too_many", 7))).toMatchObject({ step: "password", fault: "wait", wait: 7 });
  expect(refused(asked, errorOfNetwork())).toMatchObject({ step: "failed" });
});

test("an address of the portal holds the id of the link, never its secret", () => {
  const place = { link: "l1", view: "tasks", id: "t1" } as const;
  expect(addressOf(place)).toBe("/s?link=l1&view=tasks&id=t1");
  expect(readPlace(new URLSearchParams(addressOf(place).slice(3)))).toEqual(place);
  expect(readPlace(new URLSearchParams("view=else"))).toEqual({ link: null, view: "home", id: null });
});
