"use client";

import { History as HistoryIcon } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { text } from "../messages/en";
import { TaskEditor } from "./task-editor";
import { TaskMenu } from "./task-menu";
import { Back, WithTask, type TaskIds } from "./with-task";

/** A task on a page of its own. */
export function TaskPage({ projectId, taskId }: TaskIds) {
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
