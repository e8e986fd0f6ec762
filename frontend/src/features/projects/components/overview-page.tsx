"use client";

import { ListChecks } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DetailSkeleton, Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { paths, patterns } from "@/config/paths";
import { cn } from "@/lib/cn";
import { useProject, type Project } from "@/lib/data/projects";
import { formatDate, formatDateTime, formatDue, formatMinutes, daysFromToday } from "@/lib/format";
import { useRouteParams } from "@/lib/route";
import { useTitle } from "@/lib/use-title";
import { useNextTasks } from "../api";
import { text } from "../messages/en";
import { ActivityFeed } from "./activity-feed";
import { Due } from "./marks";

const shownEvents = 6;

export function OverviewPage() {
  const { projectId } = useRouteParams(patterns.project);
  const { data: project } = useProject(projectId);
  useTitle(project?.name);
  if (!project) return <DetailSkeleton label={text.loadingOne} />;

  return (
    <>
      <h1 className="sr-only">
        {project.name}: {text.tabs.overview}
      </h1>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-6">
          <Goal project={project} />
          <NextTasks project={project} />
          <Section
            id="recent"
            title={text.recent}
            aside={
              <Button asChild variant="quiet" size="sm">
                <Link href={paths.projectActivity(projectId)} prefetch={false}>
                  {text.allActivity}
                </Link>
              </Button>
            }
          >
            <ActivityFeed projectId={projectId} limit={shownEvents} headings="h3" />
          </Section>
        </div>
        <div className="order-first space-y-6 lg:order-none">
          <ProgressCard project={project} />
          <Details project={project} />
        </div>
      </div>
    </>
  );
}

function Goal({ project }: { project: Project }) {
  return (
    <Section id="goal" title={text.goal}>
      <Card className="p-4">
        {project.description ? (
          <p className="whitespace-pre-wrap">{project.description}</p>
        ) : (
          <p className="text-muted-foreground">
            {text.noGoal}{" "}
            <Link
              href={paths.projectSettings(project.id)}
              prefetch={false}
              className="rounded-sm text-primary-soft-foreground underline underline-offset-4 hover:no-underline"
            >
              {text.addGoal}
            </Link>
          </p>
        )}
      </Card>
    </Section>
  );
}

function ProgressCard({ project }: { project: Project }) {
  const { todo, doing, done } = project.task_counts;
  const all = todo + doing + done;
  const summary = all > 0 ? text.progressOf(done, all) : text.noTasks;
  return (
    <Section id="progress" title={text.progress}>
      <Card className="p-4">
        <p className="mb-2 flex items-baseline justify-between">
          <span>{summary}</span>
          {all > 0 ? (
            <span className="text-lg font-semibold tabular-nums">{Math.round((done / all) * 100)} %</span>
          ) : null}
        </p>
        <Progress value={done} max={all} label={summary} />
        <dl className="mt-4 grid grid-cols-3 gap-2 text-center">
          {(["todo", "doing", "done"] as const).map((state) => (
            <div key={state} className="flex flex-col-reverse rounded-md bg-muted py-2">
              <dt className="text-xs text-muted-foreground">{text.counts[state]}</dt>
              <dd className="text-lg font-semibold tabular-nums">{project.task_counts[state]}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </Section>
  );
}

function Details({ project }: { project: Project }) {
  const none = <span className="text-muted-foreground">{text.notSet}</span>;
  return (
    <Section id="project-details" title={text.details}>
      <Card>
        <dl className="divide-y">
          <Line name={text.fields.due_on}>
            <Due project={project} plain />
          </Line>
          <Line name={text.fields.start_on}>{project.start_on ? formatDate(project.start_on) : none}</Line>
          <Line name={text.fields.billing}>{text.billing[project.billing]}</Line>
          <Line name={text.fields.budget_hours}>
            {project.budget_minutes === null ? none : formatMinutes(project.budget_minutes)}
          </Line>
          <Line name={text.fields.visibility}>{text.visibility[project.visibility]}</Line>
        </dl>
      </Card>
    </Section>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-10 items-center justify-between gap-3 px-4 py-1">
      <dt className="shrink-0 text-muted-foreground">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}

function NextTasks({ project }: { project: Project }) {
  const next = useNextTasks(project.id);
  const board = paths.projectBoard(project.id);
  return (
    <Section id="next" title={text.next}>
      {next.isPending ? <RowsSkeleton rows={3} label={text.next} /> : null}
      {next.isError ? <ErrorCard compact error={next.error} onRetry={() => void next.refetch()} /> : null}
      {next.data?.length === 0 ? (
        <Empty
          compact
          icon={ListChecks}
          title={text.nextEmpty}
          hint={text.nextEmptyHint}
          action={
            <Button asChild variant="secondary">
              <Link href={board}>{text.toBoard}</Link>
            </Button>
          }
        />
      ) : null}
      {next.data && next.data.length > 0 ? (
        <Card>
          <ul className="divide-y">
            {next.data.map((task) => {
              const late = task.due_at !== null && daysFromToday(task.due_at) < 0;
              return (
                <li key={task.id}>
                  <Link
                    href={paths.task(project.id, task.id)}
                    prefetch={false}
                    className="flex min-h-10 items-center gap-3 px-4 py-1.5 transition-colors hover:bg-muted focus-visible:-outline-offset-2"
                  >
                    <span className="w-16 shrink-0 truncate font-mono text-xs text-muted-foreground">
                      {project.code}-{task.number}
                    </span>
                    <span className="min-w-0 flex-1 truncate">{task.title}</span>
                    {task.due_at ? (
                      <time
                        dateTime={task.due_at}
                        title={formatDateTime(task.due_at)}
                        className={cn(
                          "shrink-0 text-xs",
                          late ? "font-medium text-destructive" : "text-muted-foreground",
                        )}
                      >
                        {formatDue(task.due_at)}
                      </time>
                    ) : null}
                  </Link>
                </li>
              );
            })}
          </ul>
        </Card>
      ) : null}
    </Section>
  );
}
