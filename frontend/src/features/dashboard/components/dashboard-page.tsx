"use client";

import { FolderKanban, ListChecks } from "lucide-react";
import Link from "next/link";
import { PageHeader } from "@/components/page-header";
import { CardsSkeleton, Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/config/paths";
import { useMe } from "@/lib/data/me";
import { useProjects } from "@/lib/data/projects";
import { formatToday } from "@/lib/format";
import { useUi } from "@/stores/ui";
import { useWork } from "../api";
import { firstOf } from "../groups";
import { text } from "../messages/en";
import { FirstSteps } from "./first-steps";
import { ProjectProgress } from "./project-progress";
import { WorkList } from "./work-list";

const shownTasks = 12;
const shownProjects = 6;

export function DashboardPage() {
  return (
    <div className="mx-auto w-full max-w-7xl">
      <Greeting />
      <FirstSteps />
      <div className="grid gap-x-8 gap-y-8 lg:grid-cols-[minmax(0,1fr)_17rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Work />
        <Projects />
      </div>
    </div>
  );
}

/** The name comes with the session; until then the head keeps its height. */
function Greeting() {
  const { data: me } = useMe();
  const { data: work } = useWork();
  if (!me) {
    return (
      <div className="mb-5">
        <h1 className="sr-only">{text.dashboard}</h1>
        <Skeleton className="h-8 w-64 max-w-full" />
        <Skeleton className="h-5.5 w-40 max-sm:h-11" />
      </div>
    );
  }
  const first = me.name.trim().split(/\s+/)[0] ?? me.name;
  const count = (reason: string) => work?.filter((item) => item.reason === reason).length ?? 0;
  return (
    <PageHeader
      title={text.greeting(new Date().getHours(), first)}
      description={
        <>
          <span className="max-sm:block">{formatToday()}</span>
          <span className="max-sm:block max-sm:min-h-5.5">
            <span className="max-sm:hidden">{work ? " · " : null}</span>
            {work ? text.summary(count("overdue"), count("due_today"), count("client_waiting")) : null}
          </span>
        </>
      }
    />
  );
}

function Work() {
  const open = useUi((state) => state.open);
  const work = useWork();
  const items = work.data ?? [];
  return (
    <Section
      id="my-work"
      title={text.myWork}
      className="min-w-0"
      aside={
        items.length > shownTasks ? (
          <Button asChild variant="quiet" size="sm">
            <Link href={paths.myWork} prefetch={false}>
              {text.all(items.length, work.hasNextPage)}
            </Link>
          </Button>
        ) : null
      }
    >
      {work.isPending ? <RowsSkeleton label={text.loading} /> : null}
      {work.isError && !work.data ? (
        <ErrorCard
          title={text.failed}
          error={work.error}
          onRetry={() => void work.refetch()}
          retrying={work.isFetching}
        />
      ) : null}
      {work.data && items.length === 0 ? (
        <Empty
          icon={ListChecks}
          title={text.empty}
          hint={text.emptyHint}
          action={
            <Button variant="secondary" onClick={() => open("new-task")}>
              {text.newTask}
            </Button>
          }
        />
      ) : null}
      {items.length > 0 ? <WorkList items={firstOf(items, shownTasks)} headings="h3" /> : null}
    </Section>
  );
}

function Projects() {
  const open = useUi((state) => state.open);
  const projects = useProjects({ sort: "-updated_at", "filter[status]": "active", limit: shownProjects });
  return (
    <Section
      id="dashboard-projects"
      title={text.projects}
      className="min-w-0"
      aside={
        projects.data?.length ? (
          <Button asChild variant="quiet" size="sm">
            <Link href={paths.projects} prefetch={false}>
              {text.allProjects}
            </Link>
          </Button>
        ) : null
      }
    >
      {projects.isPending ? <CardsSkeleton cards={2} label={text.loadingProjects} /> : null}
      {projects.isError && !projects.data ? (
        <ErrorCard
          compact
          title={text.projectsFailed}
          error={projects.error}
          onRetry={() => void projects.refetch()}
          retrying={projects.isFetching}
        />
      ) : null}
      {projects.data?.length === 0 ? (
        <Empty
          compact
          icon={FolderKanban}
          title={text.noProjects}
          hint={text.noProjectsHint}
          action={
            <Button variant="secondary" onClick={() => open("new-project")}>
              {text.newProject}
            </Button>
          }
        />
      ) : null}
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-1">
        {projects.data?.map((project) => (
          <li key={project.id}>
            <ProjectProgress row={project} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
