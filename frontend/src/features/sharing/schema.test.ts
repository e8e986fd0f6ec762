// @vitest-environment node
import { safeParse } from "valibot";
import { expect, test } from "vitest";
import { dayIn, emptyForm, formOf, inputOf, linkSchema, listOf, passwordOf, patchOf } from "./schema";
import type { ShareLink } from "./types";

const link = {
  label: "Ms Luna",
  permission: "comment",
  guest_name: null,
  allowed_emails: ["marta@luna.example"],
  max_uses: null,
  expires_at: "2026-04-05T21:59:00Z",
} as unknown as ShareLink;

const faultsOf = (change: object) =>
  safeParse(linkSchema, { ...emptyForm(), ...change }).issues?.map((issue) => issue.path?.[0]?.key);

test("a link as it is proposed is right", () => {
  expect(faultsOf({})).toBeUndefined();
});

test("what the server would refuse is said before", () => {
  expect(faultsOf({ password: "short" })).toEqual(["password"]);
  expect(faultsOf({ emails: "marta@luna.example, nobody" })).toEqual(["emails"]);
  expect(faultsOf({ max_uses: "0" })).toEqual(["max_uses"]);
  expect(faultsOf({ expires_on: dayIn(-2) })).toEqual(["expires_on"]);
  expect(faultsOf({ expires_on: dayIn(400) })).toEqual(["expires_on"]);
  expect(faultsOf({ expires_on: "" })).toEqual(["expires_on"]);
});

test("addresses come one a line, with commas or both", () => {
  expect(listOf("a@x.example\n b@x.example, c@x.example;")).toEqual(["a@x.example", "b@x.example", "c@x.example"]);
  const input = inputOf({ type: "project", id: "p1", name: "Menu" }, { ...emptyForm(), emails: "Marta@Luna.example" });
  expect(input).toMatchObject({ scope_type: "project", scope_id: "p1", allowed_emails: ["marta@luna.example"] });
});

test("a change says only what differs; an empty password is no change, and no password is one", () => {
  const form = formOf(link);
  expect(patchOf(link, form)).toEqual({});
  expect(patchOf(link, { ...form, permission: "view", emails: "" })).toEqual({
    permission: "view",
    allowed_emails: [],
  });
  expect(passwordOf(form)).toBeUndefined();
  expect(passwordOf({ ...form, password: "tell it by phone" })).toBe("tell it by phone");
  expect(passwordOf({ ...form, no_password: true })).toBeNull();
});
