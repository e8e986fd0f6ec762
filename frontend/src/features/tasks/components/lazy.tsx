"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import type { HistoryProps } from "./history";
import type { TaskPanelProps } from "./task-panel";
import { TaskSkeleton } from "./task-skeleton";

/** Parts that a page does not need to begin with: loaded when they are wanted, or when nothing else is to do. */
const loadPanel = () => import("./task-panel").then((part) => part.TaskPanel);

const Panel = dynamic<TaskPanelProps & { taskId: string }>(loadPanel, { ssr: false });

const quietMs = 1500;

export function TaskPanel({ taskId, ...props }: TaskPanelProps) {
  useEffect(() => {
    const timer = setTimeout(() => void loadPanel(), quietMs);
    return () => clearTimeout(timer);
  }, []);
  return taskId === null ? null : <Panel taskId={taskId} {...props} />;
}

export const History = dynamic<HistoryProps>(() => import("./history").then((part) => part.History), {
  ssr: false,
  loading: () => <TaskSkeleton />,
});
