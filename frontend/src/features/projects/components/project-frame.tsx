"use client";

import { Archive, ArchiveRestore } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Missing } from "@/components/missing";
import { ErrorCard } from "@/components/states";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { TabNav } from "@/components/ui/tab-nav";
import { tabClasses } from "@/components/ui/tabs";
import { paths, patterns } from "@/config/paths";
import { ShareButton } from "@/features/sharing";
import { isApiError } from "@/lib/api/errors";
import { useProject, type Project } from "@/lib/data/projects";
import { useRouteParams } from "@/lib/route";
import { useRestoreProject } from "../api";
import { text } from "../messages/en";
import { Health, StatusBadge, isOpen } from "./marks";

const tabs = [
  { path: paths.project, label: text.tabs.overview },
  { path: paths.projectBoard, label: text.tabs.board },
  { path: paths.projectList, label: text.tabs.list },
  { path: paths.projectMessages, label: text.tabs.messages },
  { path: paths.projectActivity, label: text.tabs.activity },
  { path: paths.projectSettings, label: text.tabs.settings },
];

/** Head and tabs over all pages of a project. */
export function ProjectFrame({ children }: { children: ReactNode }) {
  const { projectId } = useRouteParams(patterns.project);
  const pathname = usePathname();
  const project = useProject(projectId);

  if (isApiError(project.error) && [400, 404].includes(project.error.status)) {
    return (
      <Missing kind="project" id={projectId} title={text.notFound} back={{ href: paths.projects, label: text.back }} />
    );
  }
  if (project.isError && !project.data) {
    return (
      <ErrorCard
        title={text.failedOne}
        error={project.error}
        onRetry={() => void project.refetch()}
        retrying={project.isFetching}
      />
    );
  }
  return (
    <>
      {project.data ? <Head project={project.data} /> : <HeadSkeleton />}
      <TabNav label={text.tabsLabel} className="-mx-4 mb-4 px-4 sm:-mx-6 sm:px-6">
        {tabs.map(({ path, label }) => {
          const href = path(projectId);
          return (
            <Link
              key={href}
              href={href}
              aria-current={pathname === href ? "page" : undefined}
              className={`${tabClasses} focus-visible:-outline-offset-2`}
            >
              {label}
            </Link>
          );
        })}
      </TabNav>
      {project.data?.status === "archived" ? <ArchivedNote project={project.data} /> : null}
      {children}
    </>
  );
}

function Head({ project }: { project: Project }) {
  return (
    <div className="mb-2 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <Avatar name={project.name} seed={project.id} shape="square" />
      <div className="min-w-0 flex-1">
        {/* The page below names itself in its h1; this names the project. */}
        <p className="truncate text-base leading-5 font-semibold">{project.name}</p>
        <p className="flex items-center gap-1.5 truncate text-xs text-muted-foreground">
          <span className="font-mono">{project.code}</span>
          <span aria-hidden="true">·</span>
          {project.client_id ? (
            <Link
              href={paths.client(project.client_id)}
              prefetch={false}
              className="truncate rounded-sm hover:text-foreground hover:underline"
            >
              {project.client_name}
            </Link>
          ) : (
            text.ownProject
          )}
        </p>
      </div>
      <div className="flex items-center gap-3 text-xs max-sm:hidden">
        {isOpen(project) ? <Health health={project.health} /> : null}
        <StatusBadge status={project.status} />
      </div>
      <ShareButton size="sm" scope={{ type: "project", id: project.id, name: project.name }} />
    </div>
  );
}

export function HeadSkeleton() {
  return (
    <div aria-hidden="true" className="mb-2 flex items-center gap-3">
      <Skeleton className="size-8" />
      <div className="space-y-1.5">
        <Skeleton className="h-4 w-44" />
        <Skeleton className="h-3 w-28" />
      </div>
    </div>
  );
}

function ArchivedNote({ project }: { project: Project }) {
  const restore = useRestoreProject();
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3 rounded-lg border bg-muted px-4 py-2.5">
      <Archive aria-hidden="true" className="size-4 text-muted-foreground" />
      <p className="min-w-0 flex-1">{text.archivedNote}</p>
      <Button variant="secondary" size="sm" pending={restore.isPending} onClick={() => restore.mutate(project)}>
        <ArchiveRestore aria-hidden="true" />
        {text.restore}
      </Button>
    </div>
  );
}
