"use client";

import { useEffect } from "react";
import { useShortcuts, type Shortcut } from "@/lib/keys";
import { later } from "@/lib/later";
import { text } from "../messages/en";
import { taskInAddress } from "../hooks/use-url";
import type { HistoryProps } from "./history";
import type { TaskPanelProps } from "./task-panel";
import { TaskSkeleton } from "./task-skeleton";

/** Parts that a page does not need to begin with: loaded when they are wanted, or when nothing else is to do. */
const Panel = later<TaskPanelProps>(() => import("./task-panel").then((part) => part.TaskPanel));

const quietMs = 1500;

type Props = Pick<TaskPanelProps, "project" | "onClose"> & {
  taskId: string | null;
  /** The tasks of the page behind it, in their order. */
  order: string[];
  onGo: (taskId: string) => void;
};

export function TaskPanel({ taskId, order, onGo, ...props }: Props) {
  const beside = (id: string | null, by: number) => {
    const at = id === null ? -1 : order.indexOf(id);
    return at < 0 ? undefined : order[at + by];
  };
  const goer = (id: string | undefined) => (id === undefined ? undefined : () => onGo(id));
  const { panel: group, previous, next } = text.keys;
  const key = (keys: string, label: string, by: number): Shortcut => ({
    keys,
    label,
    group,
    inPanel: true,
    when: () => beside(taskInAddress(), by) !== undefined,
    run: () => goer(beside(taskInAddress(), by))?.(),
  });
  useShortcuts([key("[", previous, -1), key("]", next, 1)]);
  useEffect(() => {
    const timer = setTimeout(() => void Panel.load(), quietMs);
    return () => clearTimeout(timer);
  }, []);
  return taskId === null ? null : (
    <Panel taskId={taskId} onPrevious={goer(beside(taskId, -1))} onNext={goer(beside(taskId, 1))} {...props} />
  );
}

export const History = later<HistoryProps>(() => import("./history").then((part) => part.History), TaskSkeleton);
