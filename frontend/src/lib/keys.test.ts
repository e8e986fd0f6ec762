import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { handleKey, listShortcuts, register, setSingleKeys } from "./keys";

const run = vi.fn();
const undo: (() => void)[] = [];
const add = (keys: string, action = run) => undo.push(register({ keys, label: keys, group: "Test", run: action }));

function press(key: string, options: KeyboardEventInit & { on?: HTMLElement } = {}) {
  const { on = document.body, ...init } = options;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  on.addEventListener("keydown", handleKey, { once: true });
  on.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  vi.useFakeTimers();
  run.mockReset();
  localStorage.clear();
});
afterEach(() => {
  undo.splice(0).forEach((take) => take());
  document.body.innerHTML = "";
  vi.advanceTimersByTime(5000);
  vi.useRealTimers();
});

test("a single key", () => {
  add("?");
  const event = press("?");
  expect(run).toHaveBeenCalledTimes(1);
  expect(event.defaultPrevented).toBe(true);
});

describe("a sequence", () => {
  test("in time", () => {
    add("g d");
    press("g");
    press("d");
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("too slow", () => {
    add("g d");
    press("g");
    vi.advanceTimersByTime(2000);
    press("d");
    expect(run).not.toHaveBeenCalled();
  });

  test("with something else in between", () => {
    add("g d");
    press("g");
    press("x");
    press("d");
    expect(run).not.toHaveBeenCalled();
  });
});

describe("it rests", () => {
  test("while somebody types", () => {
    add("?");
    const input = document.body.appendChild(document.createElement("input"));
    press("?", { on: input });
    expect(run).not.toHaveBeenCalled();
  });

  test("but not on a checkbox", () => {
    add("?");
    const box = document.body.appendChild(document.createElement("input"));
    box.type = "checkbox";
    press("?", { on: box });
    expect(run).toHaveBeenCalled();
  });

  test("while a dialog or menu is open", () => {
    add("?");
    document.body.innerHTML = '<div role="dialog"></div>';
    press("?");
    expect(run).not.toHaveBeenCalled();
  });

  test("when single keys are switched off; Ctrl K still works", () => {
    const palette = vi.fn();
    add("?");
    add("mod+k", palette);
    setSingleKeys(false);
    press("?");
    press("k", { ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
    expect(palette).toHaveBeenCalled();
  });
});

test("the page on top wins, and gives the key back when it goes", () => {
  const page = vi.fn();
  add("n t");
  const take = register({ keys: "n t", label: "On the board", group: "Board", run: page });
  expect(listShortcuts().map(({ label }) => label)).toEqual(["On the board"]);
  press("n");
  press("t");
  expect(page).toHaveBeenCalledTimes(1);
  expect(run).not.toHaveBeenCalled();
  take();
  press("n");
  press("t");
  expect(run).toHaveBeenCalledTimes(1);
});
