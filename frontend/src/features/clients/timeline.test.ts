// @vitest-environment node
import { expect, test } from "vitest";
import { isNews, sentenceOf } from "./timeline";

const entry = {
  kind: "message.created",
  entity_type: "message",
  entity_id: "m1",
  project_id: "p1",
  task_id: null,
  actor_name: "Ada Berg",
  actor_kind: "member" as const,
  audience: "internal" as const,
  payload: { conversation_id: "c1", subject: "Menu", excerpt: "Slow to pay." },
};

test("a note in the timeline is marked as one and leads to its conversation", () => {
  expect(sentenceOf(entry)).toMatchObject({ verb: "wrote in", subject: "Menu", href: "/inbox/c1", note: true });
  expect(sentenceOf({ ...entry, audience: "client" }).note).toBe(false);
});

test("a link is called by its label", () => {
  const made = { ...entry, kind: "share_link.created", entity_type: "share_link", payload: { label: "For Marta" } };
  expect(sentenceOf(made)).toMatchObject({ verb: "made a link", subject: "For Marta" });
});

test("what was deleted leads nowhere", () => {
  const gone = { ...entry, kind: "task.deleted", entity_type: "task", task_id: "t1", payload: { title: "Photos" } };
  expect(sentenceOf(gone)).toMatchObject({ subject: "Photos", href: undefined, note: false });
  expect(sentenceOf({ ...gone, kind: "task.completed" }).href).toBe("/projects/p1/tasks/t1");
});

test("whose turn it is changes with each message and is no news", () => {
  const changed = (...fields: string[]) => ({
    kind: "client.updated",
    payload: { name: "Café Luna", changed: fields },
  });
  expect(isNews(changed("waiting_on", "last_contact_at"))).toBe(false);
  expect(isNews(changed("last_contact_at", "notes"))).toBe(true);
  expect(isNews(entry)).toBe(true);
});
