// @vitest-environment node
import { expect, test } from "vitest";
import { titleOf } from "./components/make-task-dialog";
import { queryOf, showOf } from "./shows";
import { snoozeTimes } from "./snooze";
import { firstUnread, lastSeen } from "./thread";
import type { Message } from "./types";

const message = (seq: number, fields: Partial<Message> = {}) =>
  ({ id: `m${seq}`, seq, author_kind: "client", author_id: "guest", visibility: "client", ...fields }) as Message;

test("the inbox opens with what waits on oneself, longest first", () => {
  expect(showOf(null)).toBe("me");
  expect(showOf("nonsense")).toBe("me");
  expect(queryOf("me")).toEqual({ "filter[status]": "open", "filter[waiting_on]": "me", sort: "waiting_since" });
  expect(queryOf("snoozed")).toEqual({ "filter[status]": "snoozed" });
});

test("snoozing ends in the morning, and next week begins on Monday", () => {
  const times = (now: Date) => Object.fromEntries(snoozeTimes(now).map(({ name, until }) => [name, until]));
  const friday = new Date(2026, 2, 6, 15, 30);
  expect(times(friday).later).toEqual(new Date(2026, 2, 6, 18, 30));
  expect(times(friday).tomorrow).toEqual(new Date(2026, 2, 7, 8));
  expect(times(friday).week).toEqual(new Date(2026, 2, 9, 8));
  expect(times(new Date(2026, 2, 9, 9)).week).toEqual(new Date(2026, 2, 16, 8));
  expect(times(new Date(2026, 2, 8, 9)).week).toEqual(new Date(2026, 2, 9, 8));
});

test("the line of what is new stands above the first message of somebody else", () => {
  const mine = message(3, { author_kind: "member", author_id: "me" });
  expect(firstUnread([message(2), mine, message(4)], 2, "me")?.seq).toBe(4);
  expect(firstUnread([message(2), mine], 2, "me")).toBeUndefined();
});

test("what the client has read is never a note, and never the client's own message", () => {
  const sent = message(1, { author_kind: "member" });
  const note = message(2, { author_kind: "member", visibility: "internal" });
  expect(lastSeen([sent, note, message(3)], 3)?.seq).toBe(1);
  expect(lastSeen([sent], 0)).toBeUndefined();
});

test("a task is called like the first line of its message", () => {
  expect(titleOf("\n Add the menu \nBefore December.")).toBe("Add the menu");
  expect(titleOf("x".repeat(300))).toHaveLength(200);
});
