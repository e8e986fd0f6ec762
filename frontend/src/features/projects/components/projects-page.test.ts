import { expect, test } from "vitest";
import { queryOf } from "./projects-page";

const of = (query: string) => queryOf(new URLSearchParams(query));

test("without filters: everything that is not archived, last changed first", () => {
  expect(of("")).toEqual({ sort: "-updated_at", "filter[archived]": false });
});

test("filters of the address become filters of the request", () => {
  const client = "019a9f40-0000-7000-8000-000000000001";
  expect(of(`q= site &status=archived&client=${client}&sort=due_on`)).toEqual({
    sort: "due_on",
    q: "site",
    "filter[status]": "archived",
    "filter[client_id]": client,
  });
  expect(of("client=none")).toMatchObject({ "filter[client_id][null]": true });
});

test("what the server would refuse is left out", () => {
  expect(of("status=odd&client=1%27&sort=rank")).toEqual({ sort: "-updated_at", "filter[archived]": false });
});
