"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Maximize2, type LucideIcon } from "lucide-react";
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

export type TaskPanelProps = {
  project: Project;
  taskId: string;
  onClose: () => void;
  /** To the tasks beside it, where there are any. */
  onPrevious?: () => void;
  onNext?: () => void;
};

/** The task of "?task=ID" beside the board or list. */
export function TaskPanel(props: TaskPanelProps) {
  return (
    <Sheet open onOpenChange={(open) => !open && props.onClose()}>
      <Panel {...props} />
    </Sheet>
  );
}

function Panel({ project, taskId, onClose, onPrevious, onNext }: TaskPanelProps) {
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
          {onPrevious || onNext ? (
            <>
              <Beside label={text.keys.previous} keys="[" icon={ChevronUp} onClick={onPrevious} />
              <Beside label={text.keys.next} keys="]" icon={ChevronDown} onClick={onNext} />
            </>
          ) : null}
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
          {task.data && !gone ? <TaskMenu key={taskId} task={task.data} onDeleted={onClose} /> : null}
        </>
      }
    >
      {task.data && !gone ? <TaskEditor key={taskId} task={task.data} project={project} /> : null}
      {gone ? <Empty title={text.detail.notFound} hint={text.detail.notFoundHint} /> : null}
      {task.isError && !gone && !task.data ? (
        <ErrorCard error={task.error} onRetry={() => void task.refetch()} retrying={task.isFetching} />
      ) : null}
      {task.isPending ? <TaskSkeleton /> : null}
    </SheetContent>
  );
}

type BesideProps = { label: string; keys: string; icon: LucideIcon; onClick?: () => void };

function Beside({ label, keys, icon: Icon, onClick }: BesideProps) {
  return (
    <Button
      variant="quiet"
      size="icon-sm"
      aria-label={label}
      title={`${label} (${keys})`}
      aria-disabled={onClick === undefined}
      onClick={onClick}
      className="aria-disabled:opacity-40"
    >
      <Icon aria-hidden="true" />
    </Button>
  );
}
