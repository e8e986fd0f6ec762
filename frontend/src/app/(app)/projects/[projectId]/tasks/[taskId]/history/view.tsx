"use client";

import { patterns } from "@/config/paths";
import { TaskHistoryPage } from "@/features/tasks";
import { useRouteParams } from "@/lib/route";

export function View() {
  return <TaskHistoryPage {...useRouteParams(patterns.task)} />;
}
