// @vitest-environment node
import { afterEach, describe, expect, test, vi } from "vitest";
import { setWorkspace } from "@/lib/api/workspace";
import { Clash } from "@/lib/save";
import { mineOf, saveTask } from "./save";
import { task } from "./testing";
import type { Task } from "./types";

const base = task({ id: "1", title: "Menu", priority: 1, rev: 3 });

function answer(status: number, body: unknown) {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
}
const stale = (current: unknown) =>
  answer(412, { code: "precondition_failed", detail: "Changed since.", request_id: "r", errors: [], current });

/** The server answers in this order; what it was asked comes back. */
function server(...answers: Response[]) {
  setWorkspace("w1");
  const asked: { rev: string | null; body: unknown }[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (request: Request) => {
      asked.push({ rev: request.headers.get("If-Match"), body: await request.json() });
      return answers.shift()!;
    }),
  );
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe("saveTask", () => {
  test("writes on top of the version that was read", async () => {
    const saved = { ...base, title: "Menus", rev: 4 };
    const asked = server(answer(200, { data: saved, meta: {} }));
    await expect(saveTask(base, 3, { title: "Menus" })).resolves.toEqual(saved);
    expect(asked).toEqual([{ rev: '"r3"', body: { title: "Menus" } }]);
  });

  test("another field changed meanwhile: both changes stand", async () => {
    const asked = server(
      stale({ ...base, priority: 4, rev: 5 }),
      answer(200, { data: { ...base, title: "Menus", priority: 4, rev: 6 }, meta: {} }),
    );
    await expect(saveTask(base, 3, { title: "Menus" })).resolves.toMatchObject({ priority: 4, rev: 6 });
    expect(asked.map(({ rev }) => rev)).toEqual(['"r3"', '"r5"']);
  });

  test("the same field changed meanwhile: a clash with all three values", async () => {
    server(stale({ ...base, title: "Dishes", rev: 5 }));
    const error = await saveTask(base, 3, { title: "Menus" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Clash);
    expect((error as Clash<Task>).conflicts).toEqual([{ field: "title", mine: "Menus", theirs: "Dishes" }]);
    expect(mineOf(error as Clash<Task>)).toEqual({ title: "Menus" });
  });

  test("they wrote the same: nothing is left to write", async () => {
    const theirs = { ...base, title: "Menus", rev: 5 };
    const asked = server(stale(theirs));
    await expect(saveTask(base, 3, { title: "Menus" })).resolves.toEqual(theirs);
    expect(asked).toHaveLength(1);
  });

  test("a task that never stands still ends as an error", async () => {
    const stales = [5, 6, 7].map((rev) => stale({ ...base, priority: 2, rev }));
    const asked = server(...stales);
    await expect(saveTask(base, 3, { title: "Menus" })).rejects.toMatchObject({ status: 412 });
    expect(asked).toHaveLength(3);
  });
});
