import type { ReactNode } from "react";
import { patterns } from "@/config/paths";
import { ProjectFrame, ProjectFrameSkeleton } from "@/features/projects";
import { RouteGate } from "@/lib/route";

export const dynamicParams = false;

export const generateStaticParams = () => [{ projectId: "_" }];

export default function ProjectLayout({ children }: { children: ReactNode }) {
  return (
    <RouteGate pattern={patterns.project} fallback={<ProjectFrameSkeleton />}>
      <ProjectFrame>{children}</ProjectFrame>
    </RouteGate>
  );
}
