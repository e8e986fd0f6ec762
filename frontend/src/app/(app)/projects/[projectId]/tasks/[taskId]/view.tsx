"use client";

import { patterns } from "@/config/paths";
import { TaskPage } from "@/features/tasks";
import { useRouteParams } from "@/lib/route";

export function View() {
  return <TaskPage {...useRouteParams(patterns.task)} />;
}
