// @vitest-environment node
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, test } from "vitest";
import { changeRows, changeWork, dropTasks, restore, snapshot, storeTask, type Page } from "./cache";
import { keys } from "@/lib/data/keys";
import { noFilters } from "./filters";
import { taskKeys } from "./keys";
import { task, taskRow } from "./testing";
import type { TaskRow } from "./types";

let client: QueryClient;
const board = () => client.getQueryData<TaskRow[]>(taskKeys.board("p1"))!;
const list = () => client.getQueryData<{ pages: Page<TaskRow>[] }>(taskKeys.list("p1", noFilters))!;

beforeEach(() => {
  client = new QueryClient();
  const rows = [taskRow({ id: "1" }), taskRow({ id: "2" })];
  const meta = { next_cursor: null, has_more: false };
  client.setQueryData(taskKeys.board("p1"), rows);
  client.setQueryData(taskKeys.list("p1", noFilters), { pages: [{ data: rows, meta }], pageParams: [null] });
  client.setQueryData(taskKeys.board("p2"), [taskRow({ id: "3", project_id: "p2" })]);
});

describe("the cache of tasks", () => {
  test("an answer shows on the board, in lists and in the detail", () => {
    storeTask(client, task({ id: "2", title: "New", description: "Text", rev: 2 }));
    expect(board()[1]).toMatchObject({ title: "New", rev: 2 });
    expect(board()[1]).not.toHaveProperty("description");
    expect(list().pages[0].data[1].title).toBe("New");
    expect(client.getQueryData(taskKeys.detail("2"))).toMatchObject({ description: "Text" });
  });

  test("other projects are left alone", () => {
    dropTasks(client, "p1", ["1", "3"]);
    expect(board().map(({ id }) => id)).toEqual(["2"]);
    expect(list().pages[0].data).toHaveLength(1);
    expect(client.getQueryData(taskKeys.board("p2"))).toHaveLength(1);
  });

  test("what failed is undone everywhere", async () => {
    const saved = await snapshot(client, "p1", "1");
    changeRows(client, "p1", () => []);
    expect(board()).toEqual([]);
    restore(client, saved);
    expect(board()).toHaveLength(2);
    expect(list().pages[0].data).toHaveLength(2);
  });

  test("what is to do changes with its tasks, loses those that are done, and comes back", async () => {
    const work = [
      { kind: "task", id: "2", title: "Old", status: "todo", reason: "next" },
      { kind: "conversation", id: "c", title: "Photos" },
    ];
    const meta = { next_cursor: null, has_more: false };
    client.setQueryData(keys.work, { pages: [{ data: work, meta }], pageParams: [undefined] });
    const now = () => client.getQueryData<{ pages: Page<object>[] }>(keys.work)!.pages[0].data;
    const saved = await snapshot(client, "p1", "2");
    changeWork(client, "2", { title: "New" });
    expect(now()).toEqual([{ ...work[0], title: "New" }, work[1]]);
    changeWork(client, "2", { status: "done" });
    expect(now()).toEqual([work[1]]);
    restore(client, saved);
    expect(now()).toEqual(work);
  });
});
