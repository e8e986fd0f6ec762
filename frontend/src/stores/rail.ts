"use client";

import { useSyncExternalStore } from "react";

const storageKey = "smartstack.rail";
const listeners = new Set<() => void>();

/** Whether the sidebar shows icons only; public/boot.js sets it before the page is painted. */
const isRail = () => document.documentElement.hasAttribute("data-rail");

export function toggleRail() {
  const rail = document.documentElement.toggleAttribute("data-rail");
  try {
    localStorage.setItem(storageKey, rail ? "on" : "off");
  } catch {
    // Without storage it lasts until the page is left.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useRail = () => useSyncExternalStore(subscribe, isRail, () => false);
