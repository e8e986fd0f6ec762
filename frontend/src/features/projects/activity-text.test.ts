import { describe, expect, test } from "vitest";
import { byDay, sentenceOf } from "./activity-text";

const event = (kind: string, payload: unknown, more: object = {}) => ({
  kind,
  payload,
  entity_type: kind.split(".")[0] ?? "",
  entity_id: "t7",
  actor_name: "Ada",
  ...more,
});

describe("an event as a sentence", () => {
  test("of a task leads to the task and names what changed", () => {
    expect(sentenceOf(event("task.updated", { title: "Offer", changed: ["due_at", "rank"] }), "p1")).toEqual({
      actor: "Ada",
      verb: "changed",
      subject: { label: "Offer", href: "/projects/p1/tasks/t7" },
      details: "due date",
    });
  });

  test("of a comment leads to its task", () => {
    const sentence = sentenceOf(event("comment.created", { title: "Offer", task_id: "t9" }), "p1");
    expect(sentence.subject?.href).toBe("/projects/p1/tasks/t9");
  });

  test("of something deleted leads nowhere", () => {
    expect(sentenceOf(event("task.deleted", { title: "Offer" }), "p1").subject).toEqual({
      label: "Offer",
      href: undefined,
    });
  });

  test("of the project needs no subject", () => {
    const sentence = sentenceOf(event("project.updated", { name: "Site", changed: ["health", "due_on"] }), "p1");
    expect(sentence).toMatchObject({ verb: "changed the project", subject: undefined, details: "health, due" });
  });

  test("of an unknown kind or actor still reads", () => {
    const sentence = sentenceOf(event("task.merged_into", null, { actor_name: null }), "p1");
    expect(sentence).toMatchObject({ actor: "Somebody", verb: "merged into task" });
  });
});

test("events are grouped by the day of the reader", () => {
  const events = [{ at: "2026-03-05T08:00:00Z" }, { at: "2026-03-04T23:30:00Z" }, { at: "2026-03-04T10:00:00Z" }];
  const days = (timeZone: string) => byDay(events, { timeZone }).map(({ events: all }) => all.length);
  expect(days("UTC")).toEqual([1, 2]);
  expect(days("Europe/Berlin")).toEqual([2, 1]);
});
