"use client";

import { patterns } from "@/config/paths";
import { TaskListView } from "@/features/tasks";
import { useProject } from "@/lib/data/projects";
import { useRouteParams } from "@/lib/route";
import { useTitle } from "@/lib/use-title";

export function View() {
  const { projectId } = useRouteParams(patterns.project);
  const { data: project } = useProject(projectId);
  useTitle(project && `List · ${project.name}`);
  return <TaskListView projectId={projectId} />;
}
