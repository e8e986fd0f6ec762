import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DateField } from "./date-field";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const setup = () => {
  const onCommit = vi.fn();
  render(<DateField id="due" value="2026-03-12" onCommit={onCommit} />);
  const field = screen.getByDisplayValue("2026-03-12");
  const type = (value: string) => fireEvent.change(field, { target: { value } });
  return { field, type, onCommit };
};

test("the years on the way to the right one are not saved", () => {
  const { type, onCommit } = setup();
  for (const year of ["0002", "0020", "0202", "2027"]) type(`${year}-03-12`);
  expect(onCommit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(onCommit).toHaveBeenCalledExactlyOnceWith("2027-03-12");
});

test("leaving the field saves at once, and only what changed", () => {
  const { field, type, onCommit } = setup();
  fireEvent.blur(field);
  expect(onCommit).not.toHaveBeenCalled();
  type("2026-04-01");
  fireEvent.blur(field);
  expect(onCommit).toHaveBeenCalledExactlyOnceWith("2026-04-01");
});

test("an emptied field is saved when it is left", () => {
  const { field, type, onCommit } = setup();
  type("");
  expect(onCommit).not.toHaveBeenCalled();
  fireEvent.blur(field);
  expect(onCommit).toHaveBeenCalledExactlyOnceWith("");
});
