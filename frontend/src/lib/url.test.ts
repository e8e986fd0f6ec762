import { expect, test } from "vitest";
import { safeNext } from "@/config/paths";
import { completeUrl, safeUrl, shortUrl } from "./url";

test("only web addresses are linked to", () => {
  expect(safeUrl("https://cafe-luna.example/a")).toBe("https://cafe-luna.example/a");
  for (const value of ["javascript:alert(1)", "data:text/html,x", "cafe-luna.example", "", null]) {
    expect(safeUrl(value)).toBeNull();
  }
});

test("what people type becomes an address", () => {
  expect(completeUrl(" cafe-luna.example ")).toBe("https://cafe-luna.example");
  expect(completeUrl("http://a.example")).toBe("http://a.example");
  expect(completeUrl("  ")).toBe("");
  expect(shortUrl("https://www.cafe-luna.example/")).toBe("cafe-luna.example");
});

test("after signing in it goes to a page of this site only", () => {
  expect(safeNext("/projects/7?x=1")).toBe("/projects/7?x=1");
  for (const value of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/login?next=/",
    "projects",
    "",
    null,
  ]) {
    expect(safeNext(value)).toBe("/dashboard");
  }
});
