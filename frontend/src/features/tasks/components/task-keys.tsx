"use client";

import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { useShortcuts, type Shortcut } from "@/lib/keys";
import { later } from "@/lib/later";
import { text } from "../messages/en";
import type { TaskStub } from "../types";
import type { PopupKind, TaskPopupProps } from "./task-popup";

const Popup = later<TaskPopupProps>(() => import("./task-popup").then((part) => part.TaskPopup));

export type TaskKeysProps = {
  /** The task of the element with `data-task`. */
  find: (taskId: string) => TaskStub | undefined;
  /** Where moving is more than a change of the column. */
  onMove?: (taskId: string, columnId: string) => void;
  onSelect?: (taskId: string, range: boolean) => void;
  /** The list moves its tasks by Shift and arrow keys. */
  arrows?: boolean;
};

type Open = { kind: PopupKind; task: TaskStub; anchor: HTMLElement };

const kinds: Record<PopupKind, string> = {
  status: "s",
  priority: "p",
  assignee: "a",
  due: "d",
  move: "m",
  rename: "e",
  delete: "Delete",
};

/** The page is drawn by then; what comes with the first key should not wait for it. */
const quietMs = 1500;
/** How long a task whose row comes anew gets the focus back. */
const followMs = 3000;

const elements = () => [...document.querySelectorAll<HTMLElement>("[data-task]")];
const idOf = (element: HTMLElement | undefined) => element?.dataset.task;
const linkOf = (element: HTMLElement | undefined) => element?.querySelector<HTMLElement>("a[href]");
const focused = () => document.activeElement?.closest<HTMLElement>("[data-task]") ?? undefined;

/** Keys of the task that has the focus in a list around it. */
export function TaskKeys({ find, onMove, onSelect, arrows }: TaskKeysProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const follow = useRef<{ taskId: string; until: number } | null>(null);

  useEffect(() => {
    const timer = setTimeout(() => void Popup.load(), quietMs);
    return () => clearTimeout(timer);
  }, []);

  const taskHere = () => {
    const id = idOf(focused());
    return id === undefined ? undefined : find(id);
  };
  const when = () => taskHere() !== undefined;

  const show = (kind: PopupKind) => {
    const task = taskHere();
    const anchor = linkOf(focused());
    if (task && anchor) setOpen({ kind, task, anchor });
  };

  const { group, labels } = text.keys;
  useShortcuts([
    { keys: "Enter", label: labels.open, group },
    ...Object.entries(kinds).map(([kind, keys]): Shortcut => ({
      keys,
      label: labels[kind as PopupKind],
      group,
      when,
      run: () => show(kind as PopupKind),
    })),
    ...(onSelect
      ? [
          {
            keys: "x",
            label: labels.select,
            group,
            when,
            run: (event: KeyboardEvent) => onSelect(idOf(focused())!, event.shiftKey),
          },
        ]
      : []),
    ...(arrows ? [{ keys: "Shift+Arrows", label: labels.arrows, group }] : []),
  ]);

  /** What was changed may come anew at another place: the focus goes there with it. */
  const followTask = useEffectEvent(() => {
    if (open || !follow.current || document.activeElement !== document.body) return;
    const { taskId, until } = follow.current;
    if (Date.now() > until) follow.current = null;
    else linkOf(elements().find((element) => idOf(element) === taskId))?.focus();
  });
  useLayoutEffect(() => followTask());

  if (!open) return null;
  const keepOn = (taskId: string | undefined) => {
    follow.current = taskId === undefined ? null : { taskId, until: Date.now() + followMs };
  };
  return (
    <Popup
      {...open}
      key={open.kind}
      onMove={onMove}
      onChanged={() => keepOn(open.task.id)}
      onDelete={() => {
        const all = elements();
        const at = all.findIndex((element) => idOf(element) === open.task.id);
        keepOn(idOf(all[at + 1] ?? all[at - 1]));
      }}
      onClose={() => setOpen(null)}
    />
  );
}
