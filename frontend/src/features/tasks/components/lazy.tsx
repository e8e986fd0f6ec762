"use client";

import { useEffect } from "react";
import { useShortcuts } from "@/lib/keys";
import { later } from "@/lib/later";
import { text } from "../messages/en";
import type { HistoryProps } from "./history";
import type { TaskPanelProps } from "./task-panel";
import { TaskSkeleton } from "./task-skeleton";

/** Parts that a page does not need to begin with: loaded when they are wanted, or when nothing else is to do. */
const Panel = later<TaskPanelProps>(() => import("./task-panel").then((part) => part.TaskPanel));

const none = () => undefined;
const quietMs = 1500;

type Props = Pick<TaskPanelProps, "project" | "onClose"> & {
  taskId: string | null;
  /** The tasks of the page behind it, in their order. */
  order: string[];
  onGo: (taskId: string) => void;
};

export function TaskPanel({ taskId, order, onGo, ...props }: Props) {
  const at = taskId === null ? -1 : order.indexOf(taskId);
  const to = (id: string | undefined) => (at >= 0 && id !== undefined ? () => onGo(id) : undefined);
  const previous = to(order[at - 1]);
  const next = to(order[at + 1]);
  const { panel: group } = text.keys;
  useShortcuts([
    {
      keys: "[",
      label: text.keys.previous,
      group,
      inPanel: true,
      when: () => previous !== undefined,
      run: previous ?? none,
    },
    { keys: "]", label: text.keys.next, group, inPanel: true, when: () => next !== undefined, run: next ?? none },
  ]);
  useEffect(() => {
    const timer = setTimeout(() => void Panel.load(), quietMs);
    return () => clearTimeout(timer);
  }, []);
  return taskId === null ? null : <Panel taskId={taskId} onPrevious={previous} onNext={next} {...props} />;
}

export const History = later<HistoryProps>(() => import("./history").then((part) => part.History), TaskSkeleton);
