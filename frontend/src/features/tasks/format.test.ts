import { describe, expect, test } from "vitest";
import { dueTone, formatDay, formatMinutes, fromDateInput, parseMinutes, taskCode, toDateInput } from "./format";

const now = new Date(2026, 2, 12, 15, 30);
const at = (day: number, hour = 17) => new Date(2026, 2, day, hour).toISOString();

describe("due dates", () => {
  test.each([
    [at(12, 15), "overdue"],
    [at(12, 17), "today"],
    [at(15), "soon"],
    [at(16), "later"],
    [at(1), "overdue"],
  ])("%s looks %s", (due, tone) => {
    expect(dueTone(due, "todo", now)).toBe(tone);
  });

  test("done or undated is not urgent", () => {
    expect(dueTone(at(1), "done", now)).toBe("later");
    expect(dueTone(null, "todo", now)).toBeUndefined();
  });

  test("days in words near today, else as a date", () => {
    expect(formatDay(at(12, 1), now, "en")).toBe("Today");
    expect(formatDay(at(13, 23), now, "en")).toBe("Tomorrow");
    expect(formatDay(at(11, 0), now, "en")).toBe("Yesterday");
    expect(formatDay(at(20), now, "en")).toBe("Mar 20");
    expect(formatDay(new Date(2027, 0, 5).toISOString(), now, "en")).toBe("Jan 5, 2027");
  });

  test("a date field keeps the time of day, and ends a new day at five", () => {
    const due = fromDateInput("2026-03-20", null)!;
    expect(new Date(due).getHours()).toBe(17);
    expect(toDateInput(due)).toBe("2026-03-20");
    expect(fromDateInput("2026-03-21", at(12, 9))).toBe(at(21, 9));
    expect(fromDateInput("", due)).toBeNull();
    expect(toDateInput(null)).toBe("");
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

  test.each([
    [0, "0 min"],
    [45, "45 min"],
    [60, "1 h"],
    [90, "1 h 30 min"],
  ])("%j reads %j", (minutes, words) => {
    expect(formatMinutes(minutes)).toBe(words);
  });
});

test("task codes", () => {
  expect(taskCode("LUNA", 7)).toBe("LUNA-7");
  expect(taskCode(undefined, 7)).toBe("#7");
});
