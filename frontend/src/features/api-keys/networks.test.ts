import { expect, test } from "vitest";
import { networkLabel, networksOf } from "./networks";

test("networks are written one a line or with commas, addresses become networks of one", () => {
  expect(networksOf(" 192.0.2.0/24\n198.51.100.7, 2001:db8::1\n\n2001:db8::/32 192.0.2.0/24 ")).toEqual([
    "192.0.2.0/24",
    "198.51.100.7/32",
    "2001:db8::1/128",
    "2001:db8::/32",
  ]);
  expect(networksOf(" \n")).toEqual([]);
});

test("a network of one address is shown as the address", () => {
  const shown = ["192.0.2.7/32", "2001:db8::1/128", "2001:db8::/32", "192.0.2.0/24"].map(networkLabel);
  expect(shown).toEqual(["192.0.2.7", "2001:db8::1", "2001:db8::/32", "192.0.2.0/24"]);
});
