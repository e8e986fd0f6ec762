import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { paths } from "@/config/paths";
import type { ProjectRow } from "@/lib/data/projects";
import { Due, Health, StatusBadge, isOpen } from "./marks";

/** One line of a list of projects. */
export function ProjectRowLink({ project }: { project: ProjectRow }) {
  return (
    <Link
      href={paths.project(project.id)}
      prefetch={false}
      className="flex min-h-13 items-center gap-3 px-4 py-2 transition-colors hover:bg-muted focus-visible:-outline-offset-2"
    >
      <Avatar name={project.name} seed={project.id} shape="square" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{project.name}</span>
        <span className="flex flex-wrap items-center gap-x-3 text-xs text-muted-foreground">
          <span className="font-mono">{project.code}</span>
          {isOpen(project) ? <Health health={project.health} /> : null}
        </span>
      </span>
      <span className="hidden text-xs sm:block">
        <Due project={project} />
      </span>
      <StatusBadge status={project.status} />
    </Link>
  );
}
