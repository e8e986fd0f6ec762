import { describe, expect, test } from "vitest";
import {
  daysFromToday,
  formatDate,
  formatDue,
  formatMinutes,
  formatMoney,
  formatRelative,
  formatSince,
  initials,
  minorFactor,
} from "./format";

const now = new Date("2026-03-05T10:00:00Z");
const berlin = { locale: "en-GB", timeZone: "Europe/Berlin", now };

describe("days", () => {
  test("are those of the person's time zone", () => {
    // Half past eleven at night in UTC is tomorrow in Berlin already.
    expect(daysFromToday("2026-03-05T23:30:00Z", berlin)).toBe(1);
    expect(daysFromToday("2026-03-05T23:30:00Z", { ...berlin, timeZone: "UTC" })).toBe(0);
  });

  test("a date without time is the same day everywhere", () => {
    for (const timeZone of ["Pacific/Auckland", "UTC", "America/Los_Angeles"]) {
      expect(formatDate("2026-04-17", { locale: "en-GB", timeZone, now })).toBe("17 Apr");
    }
  });

  test.each([
    ["2026-03-05", "Today"],
    ["2026-03-04", "Yesterday"],
    ["2026-03-06", "Tomorrow"],
    ["2026-03-09", "Monday"],
    ["2026-03-02", "2 Mar"],
    ["2027-03-05", "5 Mar 2027"],
  ])("%s is due %s", (day, words) => {
    expect(formatDue(day, berlin)).toBe(words);
  });
});

describe("time", () => {
  test.each([
    ["2026-03-05T09:59:40Z", "now"],
    ["2026-03-05T09:30:00Z", "30 minutes ago"],
    ["2026-03-05T07:00:00Z", "3 hours ago"],
    ["2026-02-20T10:00:00Z", "last week"],
    ["2026-03-06T11:00:00Z", "tomorrow"],
  ])("%s was %s", (at, words) => {
    expect(formatRelative(at, berlin)).toBe(words);
  });

  test("how long something lasts", () => {
    expect(formatSince("2026-03-03T09:00:00Z", berlin)).toBe("2 days");
    expect(formatSince("2026-03-05T09:59:59Z", berlin)).toBe("1 minute");
  });

  test("minutes of work", () => {
    expect([45, 60, 90].map(formatMinutes)).toEqual(["45 min", "1 h", "1 h 30 min"]);
  });
});

describe("money", () => {
  test("minor units by currency", () => {
    expect(formatMoney(9500, "EUR", { locale: "en-GB" })).toBe("€95");
    expect(formatMoney(9250, "EUR", { locale: "en-GB" })).toBe("€92.50");
    expect(formatMoney(9500, "JPY", { locale: "en-GB" })).toBe("JP¥9,500");
    expect(minorFactor("JPY")).toBe(1);
  });
});

test("initials", () => {
  expect(["Ada Berg", "Ada", "Café Luna am Ring", "  "].map(initials)).toEqual(["AB", "A", "CR", ""]);
});
