// @vitest-environment node
import { expect, test } from "vitest";
import { activityText } from "./activity-text";

test.each([
  ["task.created", {}, "created the task"],
  ["task.updated", { changed: ["priority", "due_at"] }, "changed priority, due"],
  ["task.updated", { changed: ["column_id", "status", "rank"] }, "changed column"],
  ["task.updated", null, "changed the task"],
  ["comment.created", {}, "commented"],
  ["file.added_to", {}, "added to file"],
])("%s %o: %s", (kind, payload, words) => {
  expect(activityText({ kind, payload })).toBe(words);
});
