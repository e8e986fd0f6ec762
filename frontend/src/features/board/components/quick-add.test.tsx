import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { QuickAdd } from "./quick-add";

const open = async (onAdd: (title: string) => Promise<unknown>) => {
  const user = userEvent.setup();
  render(<QuickAdd column="To do" onAdd={onAdd} />);
  await user.click(screen.getByRole("button", { name: "Add a task to To do" }));
  return user;
};

describe("QuickAdd", () => {
  test("stays open for the next task", async () => {
    const onAdd = vi.fn(async () => undefined);
    const user = await open(onAdd);
    await user.keyboard(" Photos {Enter}Texts{Enter}{Enter}");
    expect(onAdd.mock.calls).toEqual([["Photos"], ["Texts"]]);
    expect(screen.getByLabelText("Title of the new task")).toHaveValue("");
  });

  test("what could not be added is back in the line", async () => {
    const user = await open(() => Promise.reject(new Error("offline")));
    await user.keyboard("Photos{Enter}");
    expect(await screen.findByDisplayValue("Photos")).toBeInTheDocument();
  });

  test("Escape closes it and gives the focus back", async () => {
    const user = await open(async () => undefined);
    await user.keyboard("{Escape}");
    expect(screen.getByRole("button", { name: "Add a task to To do" })).toHaveFocus();
  });
});
