import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "./dropdown-menu";
import { placeMenu } from "./use-menu";

function setUp() {
  const archive = vi.fn();
  const choose = vi.fn();
  render(
    <>
      <DropdownMenu>
        <DropdownMenuTrigger>Actions</DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem>Open</DropdownMenuItem>
          <DropdownMenuItem disabled>Move</DropdownMenuItem>
          <DropdownMenuItem onSelect={archive}>Archive</DropdownMenuItem>
          <DropdownMenuRadioGroup value="b" onValueChange={choose}>
            <DropdownMenuRadioItem value="a">Studio A</DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="b">Studio B</DropdownMenuRadioItem>
          </DropdownMenuRadioGroup>
        </DropdownMenuContent>
      </DropdownMenu>
      <button type="button">Elsewhere</button>
    </>,
  );
  return { archive, choose, trigger: screen.getByRole("button", { name: "Actions" }) };
}

describe("a menu", () => {
  test("opens on its first item and goes round with the arrows, past what is disabled", async () => {
    const { trigger } = setUp();
    trigger.focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(trigger).toHaveAttribute("aria-expanded", "true");
    expect(screen.getByRole("menuitem", { name: "Open" })).toHaveFocus();
    await userEvent.keyboard("{ArrowDown}");
    expect(screen.getByRole("menuitem", { name: "Archive" })).toHaveFocus();
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    expect(screen.getByRole("menuitemradio", { name: "Studio B" })).toHaveFocus();
  });

  test("chooses with Enter, closes, and gives the focus back", async () => {
    const { trigger, archive } = setUp();
    await userEvent.click(trigger);
    await userEvent.keyboard("ar{Enter}");
    expect(archive).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole("menu")).not.toBeInTheDocument();
    expect(trigger).toHaveFocus();
    expect(document.body).not.toHaveAttribute("style");
  });

  test("closes on Escape and on a press elsewhere", async () => {
    const { trigger } = setUp();
    await userEvent.click(trigger);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).not.toBeInTheDocument();
    expect(trigger).toHaveFocus();
    await userEvent.click(trigger);
    await userEvent.click(screen.getByRole("button", { name: "Elsewhere" }));
    expect(screen.queryByRole("menu")).not.toBeInTheDocument();
  });

  test("does nothing for a disabled item, and stays", async () => {
    const { trigger } = setUp();
    await userEvent.click(trigger);
    await userEvent.click(screen.getByRole("menuitem", { name: "Move" }));
    expect(screen.getByRole("menu")).toBeInTheDocument();
  });

  test("shows and takes the choice of a group", async () => {
    const { trigger, choose } = setUp();
    await userEvent.click(trigger);
    expect(screen.getByRole("menuitemradio", { name: "Studio B" })).toBeChecked();
    await userEvent.click(screen.getByRole("menuitemradio", { name: "Studio A" }));
    expect(choose).toHaveBeenCalledWith("a");
  });
});

describe("its place", () => {
  const view = { width: 400, height: 600 };
  const menu = { width: 200, height: 150 };
  const at = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 30 });

  test("under the trigger, at its start or end", () => {
    expect(placeMenu(at(20, 100), menu, view, "bottom", "start")).toMatchObject({ left: 20, top: 134 });
    expect(placeMenu(at(300, 100), menu, view, "bottom", "end")).toMatchObject({ left: 140, top: 134 });
  });

  test("above it when there is no room, and never off the screen", () => {
    expect(placeMenu(at(20, 540), menu, view, "bottom", "start").top).toBe(386);
    expect(placeMenu(at(380, 100), menu, view, "bottom", "start").left).toBe(192);
    expect(placeMenu(at(0, 100), menu, view, "bottom", "end").left).toBe(8);
  });

  test("scrolls when neither side is high enough", () => {
    expect(placeMenu(at(20, 100), { width: 200, height: 900 }, view, "bottom", "start").maxHeight).toBe(458);
  });
});
