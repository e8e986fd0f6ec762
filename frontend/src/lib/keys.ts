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
  run: (event: KeyboardEvent) => void;
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

const overlayOpen = () => document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;

/** The name of a key press as in `Shortcut.keys`. */
export function keyOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

const latest = (keys: string) => shortcuts.get(keys)?.at(-1);

export function handleKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = keyOf(event);
  const withMod = key.startsWith("mod+");
  if (!withMod && (!singleKeysEnabled() || typing(event.target) || overlayOpen())) return;

  const keys = prefix ? `${prefix} ${key}` : key;
  clearTimeout(prefixTimer);
  prefix = "";

  const found = latest(keys) ?? latest(key);
  if (found) {
    event.preventDefault();
    found.run(event);
    return;
  }
  if ([...shortcuts.keys()].some((other) => other.startsWith(`${key} `))) {
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
      register({ ...shortcut, run: (event) => current.current[i]?.run(event) }),
    );
    return () => undo.forEach((take) => take());
  }, [names]);
}
