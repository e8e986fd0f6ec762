// @vitest-environment node
import { describe, expect, test } from "vitest";
import { dueLabel, dueTone, fromDateInput, parseMinutes, taskCode, toDateInput } from "./format";

const now = new Date("2026-03-12T14:30:00Z");
const zone = { timeZone: "Europe/Berlin" };
const at = (day: number, hour = 16) => new Date(Date.UTC(2026, 2, day, hour)).toISOString();

describe("due dates", () => {
  test.each([
    [at(12, 14), "overdue"],
    [at(12, 16), "today"],
    [at(15), "soon"],
    [at(16), "later"],
    [at(1), "overdue"],
  ])("%s looks %s", (due, tone) => {
    expect(dueTone(due, "todo", { now, ...zone })).toBe(tone);
  });

  test.each([
    [at(12, 14), "Today 15:00"],
    [at(12, 16), "Today"],
    [at(11), "Yesterday"],
  ])("%s reads %s", (due, label) => {
    const options = { now, locale: "en-GB", ...zone };
    expect(dueLabel(due, dueTone(due, "todo", options)!, options)).toBe(label);
  });

  test("done or undated is not urgent", () => {
    expect(dueTone(at(1), "done", { now })).toBe("later");
    expect(dueTone(null, "todo", { now })).toBeUndefined();
  });

  test("a date field keeps the time of day", () => {
    expect(fromDateInput("2026-03-21", at(12, 9), zone)).toBe(at(21, 9));
    expect(toDateInput(at(20, 23), zone)).toBe("2026-03-21");
    expect(toDateInput(at(20, 23), { timeZone: "UTC" })).toBe("2026-03-20");
  });

  test("a new day is that day in the person's time zone, wherever the browser is", () => {
    for (const timeZone of ["Pacific/Kiritimati", "Europe/Berlin", "Pacific/Niue"]) {
      expect(toDateInput(fromDateInput("2026-03-20", null, { timeZone }), { timeZone })).toBe("2026-03-20");
    }
  });

  test("an emptied date field is no date", () => {
    expect(fromDateInput("", at(12), zone)).toBeNull();
    expect(toDateInput(null, zone)).toBe("");
  });
});

describe("durations", () => {
  test.each([
    ["", null],
    ["90", 90],
    ["1:30", 90],
    ["1.5 h", 90],
    ["1,5h", 90],
    ["1h 30m", 90],
    ["45 min", 45],
    ["2 hours", 120],
    ["soon", undefined],
    ["-5", undefined],
  ])("%j is %j minutes", (input, minutes) => {
    expect(parseMinutes(input)).toBe(minutes);
  });
});

test("task codes", () => {
  expect(taskCode("LUNA", 7)).toBe("LUNA-7");
  expect(taskCode(undefined, 7)).toBe("#7");
});
