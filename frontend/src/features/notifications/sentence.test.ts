// @vitest-environment node
import { expect, test } from "vitest";
import { sentenceOf } from "./sentence";

const event = {
  kind: "message.created",
  actor_kind: "client" as const,
  actor_name: "Marta Luna",
  payload: { subject: "Menu", excerpt: "On Friday." },
  conversation_id: "c1",
  project_id: "p1",
  task_id: null,
  client_id: "k1",
};

test("a notification says who did what to which thing, and leads there", () => {
  expect(sentenceOf(event)).toEqual({
    actor: "Marta Luna",
    verb: "wrote in",
    subject: "Menu",
    excerpt: "On Friday.",
    href: "/inbox/c1",
  });
});

test("without a name it is somebody, an unknown kind stays readable, a task leads to its page", () => {
  const other = { ...event, kind: "share_link.new_thing", actor_name: null, payload: null, conversation_id: null };
  expect(sentenceOf({ ...other, task_id: "t1" })).toMatchObject({
    actor: "A client",
    verb: "new thing share link",
    href: "/projects/p1/tasks/t1",
  });
  expect(sentenceOf({ ...other, actor_kind: "member", project_id: null })).toMatchObject({
    actor: "Somebody",
    href: "/clients/k1",
  });
});
