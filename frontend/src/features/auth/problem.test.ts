import { expect, test } from "vitest";
import { ApiError } from "@/lib/api/errors";
import { problemOf } from "./problem";

const refused = (status: number, code: string, retryAfter?: number) =>
  problemOf(new ApiError({ status, code, message: "What the server says.", retryAfter }));

test("a wrong password and an unknown address read the same", () => {
  expect(refused(401, "invalid_credentials")).toBe("Email or password is wrong.");
});

test("too many tries say how long to wait", () => {
  expect(refused(429, "rate_limited", 30)).toContain("Wait 30 seconds");
});

test("everything else is what the server says", () => {
  expect(refused(403, "cross_site_request")).toBe("What the server says.");
  expect(refused(503, "unavailable")).toContain("busy");
});
