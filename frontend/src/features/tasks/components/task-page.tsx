"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, History as HistoryIcon } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { ErrorCard, NotFound } from "@/components/states";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { isMissing } from "@/lib/api/errors";
import { useMembers } from "@/lib/data/members";
import { useProject } from "@/lib/data/projects";
import { useTitle } from "@/lib/use-title";
import { text } from "../messages/en";
import { taskDetail } from "../queries";
import type { Project, Task } from "../types";
import { History } from "./history";
import { TaskEditor } from "./task-editor";
import { TaskMenu } from "./task-menu";
import { TaskSkeleton } from "./task-skeleton";

type Ids = { projectId: string; taskId: string };

/** A task on a page of its own. */
export function TaskPage({ projectId, taskId }: Ids) {
  const router = useRouter();
  return (
    <WithTask projectId={projectId} taskId={taskId}>
      {(task, project) => (
        <>
          <div className="mx-auto mb-4 flex w-full max-w-3xl items-center gap-1">
            <Back href={paths.projectBoard(projectId)} label={text.detail.backToBoard} />
            <Button asChild variant="quiet" size="sm" className="ml-auto">
              <Link href={paths.taskHistory(projectId, taskId)} prefetch={false}>
                <HistoryIcon aria-hidden="true" />
                {text.detail.history}
              </Link>
            </Button>
            <TaskMenu task={task} onDeleted={() => router.push(paths.projectBoard(projectId))} />
          </div>
          <TaskEditor task={task} project={project} wide />
        </>
      )}
    </WithTask>
  );
}

/** All versions of a task, side by side with what differs. */
export function TaskHistoryPage({ projectId, taskId }: Ids) {
  const { data: members = [] } = useMembers();
  return (
    <WithTask projectId={projectId} taskId={taskId} title={text.history.title}>
      {(task, project) => (
        <>
          <Back href={paths.task(projectId, taskId)} label={text.history.back} />
          <h1 className="mt-2 mb-5 text-xl font-semibold">{text.history.of(task.title)}</h1>
          <History taskId={task.id} names={{ members, columns: project.columns }} wide />
        </>
      )}
    </WithTask>
  );
}

function Back({ href, label }: { href: string; label: string }) {
  return (
    <Button asChild variant="quiet" size="sm" className="-ml-2.5">
      <Link href={href} prefetch={false}>
        <ArrowLeft aria-hidden="true" />
        {label}
      </Link>
    </Button>
  );
}

type WithTaskProps = Ids & { title?: string; children: (task: Task, project: Project) => ReactNode };

function WithTask({ projectId, taskId, title, children }: WithTaskProps) {
  const task = useQuery(taskDetail(taskId));
  const project = useProject(projectId);
  useTitle(task.data && [title, task.data.title].filter(Boolean).join(" · "));

  const missing = [task.error, project.error].some(isMissing);
  const elsewhere = task.data && task.data.project_id !== projectId;
  if (missing || elsewhere) {
    return (
      <NotFound
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
