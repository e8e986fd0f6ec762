import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Clash } from "@/lib/save";
import { task as makeTask } from "../testing";
import type { Task } from "../types";
import type { Change } from "./use-save-task";
import { draftPatch, useTaskDraft, withoutSaved } from "./use-task-draft";

const task = makeTask({ id: "1", title: "Menu", description: "Twelve dishes", rev: 3 });

describe("draftPatch", () => {
  test("only what differs, the title trimmed and never empty", () => {
    expect(draftPatch({ title: " Menus " }, task)).toEqual({ title: "Menus" });
    expect(draftPatch({ title: "  ", description: "" }, task)).toEqual({ description: "" });
    expect(draftPatch({ title: "Menu", description: "Twelve dishes" }, task)).toEqual({});
  });

  test("what was typed on while it was saved stays a draft", () => {
    expect(withoutSaved({ title: "Menus", description: "x" }, { title: "Menus" })).toEqual({ description: "x" });
    expect(withoutSaved({ title: "Menus!" }, { title: "Menus" })).toEqual({ title: "Menus!" });
  });
});

describe("useTaskDraft", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const setup = (save: (change: Change) => Promise<Task>) => {
    const mock = vi.fn(save);
    const hook = renderHook(({ now }) => useTaskDraft(now, mock), { initialProps: { now: task } });
    return { ...hook, save: mock };
  };
  const saves = async ({ base, patch }: Change) => ({ ...base, ...patch, rev: base.rev + 1 });
  const pause = () => act(() => vi.advanceTimersByTimeAsync(900));

  test("saves after a pause, on top of the version that was read", async () => {
    const { result, save } = setup(saves);
    act(() => result.current.edit("title", "Men"));
    act(() => result.current.edit("title", "Menus"));
    expect(result.current.state).toBe("dirty");
    expect(save).not.toHaveBeenCalled();
    await pause();
    expect(save).toHaveBeenCalledExactlyOnceWith({ base: task, patch: { title: "Menus" } });
    expect(result.current.state).toBe("saved");
  });

  test("shows what is typed, not what the server says", async () => {
    const { result, rerender } = setup(saves);
    act(() => result.current.edit("title", "Mine"));
    rerender({ now: { ...task, title: "Theirs", rev: 4 } });
    expect(result.current.value("title")).toBe("Mine");
    expect(result.current.value("description")).toBe("Twelve dishes");
  });

  test("a change of another field meanwhile becomes the new base", async () => {
    const { result, rerender, save } = setup(saves);
    act(() => result.current.edit("title", "Mine"));
    const newer = { ...task, priority: 4 as const, rev: 5 };
    rerender({ now: newer });
    await pause();
    expect(save.mock.calls[0][0].base).toEqual(newer);
  });

  test("a change of the same field meanwhile is saved against the old base, so that it clashes", async () => {
    const { result, rerender, save } = setup(saves);
    act(() => result.current.edit("title", "Mine"));
    rerender({ now: { ...task, title: "Theirs", rev: 5 } });
    await pause();
    expect(save.mock.calls[0][0].base).toEqual(task);
  });

  test("closing the task saves at once", async () => {
    const { result, unmount, save } = setup(saves);
    act(() => result.current.edit("description", "Eleven"));
    unmount();
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(save).toHaveBeenCalledOnce();
  });

  test("what is typed during a save is saved after it", async () => {
    let release = () => {};
    const { result, save } = setup(async (change) => {
      await new Promise<void>((resolve) => (release = resolve));
      return saves(change);
    });
    act(() => result.current.edit("title", "One"));
    await pause();
    act(() => result.current.edit("title", "Two"));
    await act(async () => release());
    await pause();
    expect(save).toHaveBeenCalledTimes(2);
    expect(save.mock.calls[1][0]).toMatchObject({ base: { rev: 4 }, patch: { title: "Two" } });
  });

  test("a failure keeps what was typed, and a retry sends it", async () => {
    let fail = true;
    const { result, save } = setup(async (change) => {
      if (fail) throw new Error("offline");
      return saves(change);
    });
    act(() => result.current.edit("title", "Menus"));
    await pause();
    expect(result.current.state).toBe("failed");
    expect(result.current.value("title")).toBe("Menus");
    fail = false;
    await act(() => result.current.flush());
    expect(save).toHaveBeenCalledTimes(2);
    expect(result.current.state).toBe("saved");
  });

  test("a clash: take theirs, or write over it", async () => {
    const theirs = { ...task, title: "Theirs", rev: 7 };
    const { result, save } = setup(async (change) => {
      if (change.base.rev === 3) throw new Clash(theirs, []);
      return saves(change);
    });
    act(() => result.current.edit("title", "Mine"));
    await pause();
    expect(result.current.state).toBe("clash");
    await act(() => result.current.flush());
    expect(save).toHaveBeenCalledOnce();
    await act(async () => result.current.overwrite(theirs));
    expect(save.mock.calls.at(-1)![0]).toEqual({ base: theirs, patch: { title: "Mine" } });
    expect(result.current.state).toBe("saved");

    act(() => result.current.edit("title", "Mine again"));
    act(() => result.current.discard());
    expect(result.current.value("title")).toBe("Menu");
  });

  test("an empty title is not saved and not lost", async () => {
    const { result, save } = setup(saves);
    act(() => result.current.edit("title", ""));
    await pause();
    expect(save).not.toHaveBeenCalled();
    expect(result.current.value("title")).toBe("");
  });
});
