"use client";

import { useEffect } from "react";
import { later } from "@/lib/later";
import type { HistoryProps } from "./history";
import type { TaskPanelProps } from "./task-panel";
import { TaskSkeleton } from "./task-skeleton";

/** Parts that a page does not need to begin with: loaded when they are wanted, or when nothing else is to do. */
const Panel = later<TaskPanelProps & { taskId: string }>(() => import("./task-panel").then((part) => part.TaskPanel));

const quietMs = 1500;

export function TaskPanel({ taskId, ...props }: TaskPanelProps) {
  useEffect(() => {
    const timer = setTimeout(() => void Panel.load(), quietMs);
    return () => clearTimeout(timer);
  }, []);
  return taskId === null ? null : <Panel taskId={taskId} {...props} />;
}

export const History = later<HistoryProps>(() => import("./history").then((part) => part.History), TaskSkeleton);
