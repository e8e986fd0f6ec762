import { safeParse } from "valibot";
import { describe, expect, test } from "vitest";
import type { Client } from "@/lib/data/clients";
import { clientSchema, emptyForm, formOf, inputOf, minorOf, patchOf } from "./schema";

const client: Client = {
  id: "c1",
  name: "Café Luna",
  status: "active",
  website: "https://cafe-luna.example",
  currency: "EUR",
  rate_minor: 9250,
  notes: "",
  waiting_on: "none",
  waiting_since: null,
  last_contact_at: null,
  open_projects: 1,
  open_tasks: 4,
  rev: 3,
  created_by: null,
  created_at: "2026-03-02T09:00:00Z",
  updated_at: "2026-03-02T09:00:00Z",
};

const messages = (values: object) => {
  const result = safeParse(clientSchema, { ...emptyForm, name: "Luna", ...values });
  return result.success ? [] : result.issues.map(({ message }) => message);
};

describe("what may be typed", () => {
  test("a website with or without its scheme, never a script", () => {
    expect(messages({ website: "cafe-luna.example" })).toEqual([]);
    expect(messages({ website: "" })).toEqual([]);
    expect(messages({ website: "javascript:alert(1)" })).toEqual(["This is not a web address."]);
  });

  test("a rate with point or comma", () => {
    for (const rate of ["", "95", "92.5", "92,50"]) expect(messages({ rate })).toEqual([]);
    for (const rate of ["-1", "9.999", "abc"]) expect(messages({ rate })).toHaveLength(1);
  });

  test("a name that is not only blanks", () => {
    expect(messages({ name: "   " })).toEqual(["Enter a name."]);
  });
});

test("rates become minor units of their currency", () => {
  expect([minorOf("92,50", "EUR"), minorOf("9500", "JPY"), minorOf("", "EUR")]).toEqual([9250, 9500, null]);
});

test("an empty website is none", () => {
  expect(inputOf({ ...emptyForm, name: "Luna" })).toMatchObject({ website: null, rate_minor: null });
});

describe("a patch", () => {
  test("is empty for an untouched form", () => {
    expect(patchOf(client, formOf(client))).toEqual({});
  });

  test("has only what differs", () => {
    expect(patchOf(client, { ...formOf(client), name: "Luna", rate: "" })).toEqual({ name: "Luna", rate_minor: null });
  });
});
