"use client";

import { patterns } from "@/config/paths";
import { useProject } from "@/lib/data/projects";
import { useRouteParams } from "@/lib/route";
import { useTitle } from "@/lib/use-title";
import { text } from "../messages/en";
import { ActivityFeed } from "./activity-feed";

export function ActivityPage() {
  const { projectId } = useRouteParams(patterns.project);
  const { data: project } = useProject(projectId);
  useTitle(project && `${text.tabs.activity} · ${project.name}`);
  return (
    <div className="w-full max-w-3xl">
      <h1 className="sr-only">{text.tabs.activity}</h1>
      <ActivityFeed projectId={projectId} />
    </div>
  );
}
