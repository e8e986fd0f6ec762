"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";

const gap = 4;
const margin = 8;
const typeaheadMs = 700;

export type Side = "top" | "bottom";
export type Align = "start" | "end";

/** Beside its trigger, on the other side when there is no room, never off the screen. */
export function placeMenu(
  trigger: { top: number; bottom: number; left: number; right: number },
  menu: { width: number; height: number },
  view: { width: number; height: number },
  side: Side,
  align: Align,
) {
  const below = view.height - trigger.bottom - gap - margin;
  const above = trigger.top - gap - margin;
  const wanted = side === "bottom" ? below : above;
  const other = side === "bottom" ? above : below;
  const flipped = wanted < menu.height && other > wanted;
  const atBottom = (side === "bottom") !== flipped;
  const room = Math.max(flipped ? other : wanted, 96);
  const height = Math.min(menu.height, room);

  const left = align === "start" ? trigger.left : trigger.right - menu.width;
  return {
    top: atBottom ? trigger.bottom + gap : trigger.top - gap - height,
    left: Math.max(margin, Math.min(left, view.width - menu.width - margin)),
    maxHeight: room,
  };
}

const itemsOf = (menu: HTMLElement) => [
  ...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])'),
];

/** Puts an open popover where its trigger is. */
export function showAt(panel: HTMLElement, trigger: HTMLElement, side: Side, align: Align) {
  panel.showPopover?.();
  const place = placeMenu(
    trigger.getBoundingClientRect(),
    { width: panel.offsetWidth, height: panel.offsetHeight },
    { width: document.documentElement.clientWidth, height: window.innerHeight },
    side,
    align,
  );
  for (const [name, value] of Object.entries({ top: place.top, left: place.left, "max-height": place.maxHeight })) {
    panel.style.setProperty(name, `${value}px`);
  }
}

/**
 * State and keys of a menu. The panel is a popover inside the page where its
 * trigger stands: in the top layer, so nothing cuts it off, and still a part of
 * the dialog around it. With an anchor it has no button and is open from the start.
 */
export function useMenu(anchor: HTMLElement | null = null) {
  const [open, setOpen] = useState(anchor !== null);
  const id = useId();
  const trigger = useRef<HTMLElement>(anchor);
  const panel = useRef<HTMLDivElement>(null);
  const typed = useRef({ words: "", at: 0 });

  const close = (refocus = true) => {
    setOpen(false);
    if (refocus) trigger.current?.focus();
  };

  // A press or a focus elsewhere, or a page that moves, ends it.
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!panel.current?.contains(target) && !trigger.current?.contains(target)) setOpen(false);
    };
    const moved = (event: Event) => {
      if (!panel.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("focusin", outside);
    window.addEventListener("resize", moved);
    window.addEventListener("scroll", moved, true);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("focusin", outside);
      window.removeEventListener("resize", moved);
      window.removeEventListener("scroll", moved, true);
    };
  }, [open]);

  const onTriggerKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation();
      setOpen(true);
    }
  };

  const onPanelKeyDown = (event: KeyboardEvent) => {
    if (!panel.current) return;
    const items = itemsOf(panel.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1 + items.length,
      Home: 0,
      End: items.length - 1,
    };
    const next = moves[event.key];
    // The keys of what lies under the menu are not meant.
    event.stopPropagation();
    if (next !== undefined) {
      event.preventDefault();
      items[next % items.length]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      close();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      items[at]?.click();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      const fresh = event.timeStamp - typed.current.at > typeaheadMs;
      const words = (fresh ? "" : typed.current.words) + event.key.toLowerCase();
      typed.current = { words, at: event.timeStamp };
      const rest = [...items.slice(at + (words.length > 1 ? 0 : 1)), ...items];
      rest.find((item) => item.textContent?.trim().toLowerCase().startsWith(words))?.focus();
    }
  };

  return { open, setOpen, close, id, trigger, panel, onTriggerKeyDown, onPanelKeyDown };
}

export type Menu = ReturnType<typeof useMenu>;
