"use client";

import { patterns } from "@/config/paths";
import { BoardView } from "@/features/board";
import { useProject } from "@/lib/data/projects";
import { useRouteParams } from "@/lib/route";
import { useTitle } from "@/lib/use-title";

export function View() {
  const { projectId } = useRouteParams(patterns.project);
  const { data: project } = useProject(projectId);
  useTitle(project && `Board · ${project.name}`);
  return <BoardView projectId={projectId} />;
}
