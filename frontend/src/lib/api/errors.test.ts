import { expect, test } from "vitest";
import { currentOf, errorOfNetwork, errorOfResponse, fieldOf, isStale, messageOf } from "./errors";

const problem = {
  type: "about:blank",
  title: "Precondition Failed",
  status: 412,
  code: "precondition_failed",
  detail: "It has changed since.",
  request_id: "r-1",
  errors: [],
  current: { id: "c1", rev: 8 },
};

test("a problem becomes an error with all that is needed to show it", () => {
  const error = errorOfResponse(new Response(null, { status: 412 }), problem);
  expect(error).toMatchObject({
    status: 412,
    code: "precondition_failed",
    message: "It has changed since.",
    requestId: "r-1",
  });
  expect(isStale(error)).toBe(true);
  expect(currentOf<{ rev: number }>(error)?.rev).toBe(8);
});

test("an answer that is no problem still has its status and request id", () => {
  const response = new Response("<html>", { status: 502, headers: { "X-Request-Id": "r-2" } });
  expect(errorOfResponse(response, undefined)).toMatchObject({ status: 502, code: "unexpected", requestId: "r-2" });
});

test("Retry-After is read in seconds", () => {
  const response = new Response(null, { status: 429, headers: { "Retry-After": "7" } });
  expect(errorOfResponse(response, { ...problem, status: 429, code: "rate_limited" }).retryAfter).toBe(7);
});

test("what may work when tried again", () => {
  const of = (status: number) => errorOfResponse(new Response(null, { status }), undefined).temporary;
  expect([404, 409, 422, 429, 500, 503].map(of)).toEqual([false, false, false, true, true, true]);
  expect(errorOfNetwork().temporary).toBe(true);
});

test("pointers name fields", () => {
  expect(fieldOf({ pointer: "/rate_minor", code: "x", detail: "" })).toBe("rate_minor");
  expect(fieldOf({ pointer: "/ops/0/id", code: "x", detail: "" })).toBe("ops");
});

test("anything that was thrown has a sentence", () => {
  expect(messageOf(new Error("Broken."))).toBe("Broken.");
  expect(messageOf("odd")).toBe("Something went wrong.");
});
