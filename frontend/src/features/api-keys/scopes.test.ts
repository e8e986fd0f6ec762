import { expect, test } from "vitest";
import { scopesOf } from "./scopes";

test("what is chosen becomes scopes, in one order and without the rest", () => {
  expect(scopesOf({ tasks: "write", search: "read", clients: "none" })).toEqual(["tasks:write", "search:read"]);
  expect(scopesOf({})).toEqual([]);
});
