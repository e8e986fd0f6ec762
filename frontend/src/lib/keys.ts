"use client";

import { useEffect, useRef } from "react";

/**
 * Keyboard shortcuts of the whole app. "g d" is g, then d; "mod+k" is Ctrl or
 * Cmd with k; everything else is one key as `KeyboardEvent.key` names it.
 */
export interface Shortcut {
  keys: string;
  /** What it does, for the help sheet. */
  label: string;
  group: string;
  /** Without it the key is handled where it is pressed, and only listed here. */
  run?: (event: KeyboardEvent) => void;
  /** Whether it means anything now; if not, the key is left alone. */
  when?: () => boolean;
  /** It is of a panel: it works while that is open and nothing lies over it. */
  inPanel?: boolean;
}

const sequenceMs = 1200;
const storageKey = "smartstack.single-keys";

const shortcuts = new Map<string, Shortcut[]>();
const listeners = new Set<() => void>();
let version: readonly Shortcut[] = [];
let prefix = "";
let prefixTimer: ReturnType<typeof setTimeout> | undefined;

function changed() {
  version = [...shortcuts.values()].flatMap((all) => all.slice(-1));
  for (const listener of listeners) listener();
}

/** The latest registration of a key wins; returns how to take it back. */
export function register(shortcut: Shortcut): () => void {
  const all = shortcuts.get(shortcut.keys) ?? [];
  shortcuts.set(shortcut.keys, [...all, shortcut]);
  changed();
  return () => {
    const left = (shortcuts.get(shortcut.keys) ?? []).filter((other) => other !== shortcut);
    if (left.length > 0) shortcuts.set(shortcut.keys, left);
    else shortcuts.delete(shortcut.keys);
    changed();
  };
}

export const listShortcuts = () => version;

export function subscribeShortcuts(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Single keys can be switched off, for people whose tools press keys by chance. */
export function singleKeysEnabled(): boolean {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(enabled: boolean) {
  try {
    localStorage.setItem(storageKey, enabled ? "on" : "off");
  } catch {
    // Without storage the setting cannot be kept.
  }
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));

const overlays = () => document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"]').length;

/** The name of a key press as in `Shortcut.keys`. */
export function keyOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** The latest of these keys that means something now. */
const latest = (keys: string, open: number) =>
  shortcuts.get(keys)?.findLast(({ run, when, inPanel }) => run && open === (inPanel ? 1 : 0) && (when?.() ?? true));

export function handleKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = keyOf(event);
  const withMod = key.startsWith("mod+");
  if (!withMod && (!singleKeysEnabled() || typing(event.target))) return;
  const open = withMod ? 0 : overlays();

  const keys = prefix ? `${prefix} ${key}` : key;
  clearTimeout(prefixTimer);
  prefix = "";

  const found = latest(keys, open) ?? latest(key, open);
  if (found) {
    event.preventDefault();
    found.run?.(event);
    return;
  }
  if (open === 0 && [...shortcuts.keys()].some((other) => other.startsWith(`${key} `))) {
    prefix = key;
    prefixTimer = setTimeout(() => {
      prefix = "";
    }, sequenceMs);
  }
}

/** Shortcuts of a component, as long as it is on the page. */
export function useShortcuts(list: Shortcut[]) {
  const current = useRef(list);
  useEffect(() => {
    current.current = list;
  });

  const names = list.map(({ keys, label, group }) => `${keys}\n${label}\n${group}`).join("\f");
  useEffect(() => {
    const undo = current.current.map((shortcut, i) =>
      register({
        ...shortcut,
        ...(shortcut.run ? { run: (event: KeyboardEvent) => current.current[i]?.run?.(event) } : {}),
        when: () => current.current[i]?.when?.() ?? true,
      }),
    );
    return () => undo.forEach((take) => take());
  }, [names]);
}
