"use client";

import { useQuery } from "@tanstack/react-query";
import { Maximize2 } from "lucide-react";
import Link from "next/link";
import { Empty, ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { paths } from "@/config/paths";
import { isMissing } from "@/lib/api/errors";
import { text } from "../messages/en";
import { taskDetail } from "../queries";
import type { Project } from "../types";
import { TaskEditor } from "./task-editor";
import { TaskMenu } from "./task-menu";
import { TaskSkeleton } from "./task-skeleton";

export type TaskPanelProps = { project: Project; taskId: string | null; onClose: () => void };

/** The task of "?task=ID" beside the board or list. */
export function TaskPanel({ project, taskId, onClose }: TaskPanelProps) {
  return (
    <Sheet open={taskId !== null} onOpenChange={(open) => !open && onClose()}>
      {taskId === null ? null : <Panel key={taskId} project={project} taskId={taskId} onClose={onClose} />}
    </Sheet>
  );
}

function Panel({ project, taskId, onClose }: TaskPanelProps & { taskId: string }) {
  const task = useQuery(taskDetail(taskId));
  const elsewhere = task.data !== undefined && task.data.project_id !== project.id;
  const gone = elsewhere || isMissing(task.error);
  return (
    <SheetContent
      title={gone ? text.detail.label : (task.data?.title ?? text.detail.label)}
      hideTitle
      closeLabel={text.detail.close}
      className="outline-none sm:max-w-2xl"
      onOpenAutoFocus={(event) => {
        // The panel itself has the focus: a field would be open for typing, and on phones the keyboard.
        event.preventDefault();
        (event.currentTarget as HTMLElement).focus();
      }}
      actions={
        <>
          <Button asChild variant="quiet" size="icon-sm">
            <Link
              href={paths.task(project.id, taskId)}
              prefetch={false}
              aria-label={text.detail.fullPage}
              title={text.detail.fullPage}
            >
              <Maximize2 aria-hidden="true" />
            </Link>
          </Button>
          {task.data && !gone ? <TaskMenu task={task.data} onDeleted={onClose} /> : null}
        </>
      }
    >
      {task.data && !gone ? <TaskEditor task={task.data} project={project} /> : null}
      {gone ? <Empty title={text.detail.notFound} hint={text.detail.notFoundHint} /> : null}
      {task.isError && !gone && !task.data ? (
        <ErrorCard error={task.error} onRetry={() => void task.refetch()} retrying={task.isFetching} />
      ) : null}
      {task.isPending ? <TaskSkeleton /> : null}
    </SheetContent>
  );
}
