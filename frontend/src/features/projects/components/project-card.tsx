"use client";

import { Archive, ArchiveRestore, Ellipsis, KanbanSquare } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { paths } from "@/config/paths";
import type { ProjectRow } from "@/lib/data/projects";
import { useArchiveProject, useRestoreProject } from "../api";
import { text } from "../messages/en";
import { Due, Health, StatusBadge, isOpen } from "./marks";

export function ProjectCard({ project }: { project: ProjectRow }) {
  const router = useRouter();
  const archive = useArchiveProject();
  const restore = useRestoreProject();
  const archived = project.status === "archived";

  return (
    <Card className="relative flex h-full flex-col p-4 transition-colors hover:border-border-strong">
      <div className="flex items-start gap-3">
        <Avatar name={project.name} seed={project.id} shape="square" />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">
            <Link
              href={archived ? paths.project(project.id) : paths.projectBoard(project.id)}
              prefetch={false}
              className="line-clamp-2 rounded-sm after:absolute after:inset-0 after:rounded-lg"
            >
              {project.name}
            </Link>
          </h2>
          <p className="truncate text-muted-foreground">{project.client_name ?? text.ownProject}</p>
        </div>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={text.actionsOf(project.name)}
              className="relative z-10 -mt-1 -mr-1.5"
            >
              <Ellipsis aria-hidden="true" />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => router.push(paths.project(project.id))}>
              <KanbanSquare aria-hidden="true" />
              {text.tabs.overview}
            </DropdownMenuItem>
            {archived ? (
              <DropdownMenuItem onSelect={() => restore.mutate(project)}>
                <ArchiveRestore aria-hidden="true" />
                {text.restore}
              </DropdownMenuItem>
            ) : (
              <DropdownMenuItem onSelect={() => archive.mutate(project)}>
                <Archive aria-hidden="true" />
                {text.archive}
              </DropdownMenuItem>
            )}
          </DropdownMenuContent>
        </DropdownMenu>
      </div>
      <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-1 pt-4 text-xs text-muted-foreground">
        <StatusBadge status={project.status} />
        {isOpen(project) ? <Health health={project.health} /> : null}
        <span className="ml-auto">
          <Due project={project} />
        </span>
      </div>
    </Card>
  );
}
