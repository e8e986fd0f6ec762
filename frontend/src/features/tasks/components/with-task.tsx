"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Missing } from "@/components/missing";
import { ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { isMissing } from "@/lib/api/errors";
import { useProject } from "@/lib/data/projects";
import { useTitle } from "@/lib/use-title";
import { text } from "../messages/en";
import { taskDetail } from "../queries";
import type { Project, Task } from "../types";
import { TaskSkeleton } from "./task-skeleton";

export type TaskIds = { projectId: string; taskId: string };

export function Back({ href, label }: { href: string; label: string }) {
  return (
    <Button asChild variant="quiet" size="sm" className="-ml-2.5 self-start">
      <Link href={href} prefetch={false}>
        <ArrowLeft aria-hidden="true" />
        {label}
      </Link>
    </Button>
  );
}

type WithTaskProps = TaskIds & { title?: string; children: (task: Task, project: Project) => ReactNode };

/** Loads a task and its project, and says what is wrong if they are not there. */
export function WithTask({ projectId, taskId, title, children }: WithTaskProps) {
  const task = useQuery(taskDetail(taskId));
  const project = useProject(projectId);
  useTitle(task.data && [title, task.data.title].filter(Boolean).join(" · "));

  const missing = [task.error, project.error].some(isMissing);
  const elsewhere = task.data && task.data.project_id !== projectId;
  if (missing || elsewhere) {
    return (
      <Missing
        kind="task"
        id={taskId}
        title={text.detail.notFound}
        hint={text.detail.notFoundHint}
        back={{ href: paths.projects, label: text.detail.allProjects }}
      />
    );
  }
  const error = task.error ?? project.error;
  if (error && (!task.data || !project.data)) {
    return <ErrorCard error={error} onRetry={() => void Promise.all([task.refetch(), project.refetch()])} />;
  }
  if (!task.data || !project.data) return <TaskSkeleton />;
  return children(task.data, project.data);
}
