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

describe("a key of something on the page", () => {
  test("is left alone while it means nothing", () => {
    const page = vi.fn();
    add("s", page);
    let here = false;
    undo.push(register({ keys: "s", label: "Status", group: "Task", when: () => here, run }));
    press("s");
    expect(page).toHaveBeenCalledTimes(1);
    here = true;
    press("s");
    expect(run).toHaveBeenCalledTimes(1);
    expect(page).toHaveBeenCalledTimes(1);
  });

  test("no key is taken from the browser that nothing is done with", () => {
    undo.push(register({ keys: "Enter", label: "Open", group: "Task" }));
    undo.push(register({ keys: "Delete", label: "Delete", group: "Task", when: () => false, run }));
    expect(press("Enter").defaultPrevented).toBe(false);
    expect(press("Delete").defaultPrevented).toBe(false);
    expect(listShortcuts().map(({ keys }) => keys)).toEqual(["Enter", "Delete"]);
  });

  test("of a panel works while it is open and nothing lies over it", () => {
    undo.push(register({ keys: "]", label: "Next", group: "Panel", inPanel: true, run }));
    press("]");
    expect(run).not.toHaveBeenCalled();
    document.body.innerHTML = '<div role="dialog"></div>';
    press("]");
    expect(run).toHaveBeenCalledTimes(1);
    document.body.innerHTML = '<div role="dialog"><div role="menu"></div></div>';
    press("]");
    expect(run).toHaveBeenCalledTimes(1);
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
