"use client";

import { paths } from "@/config/paths";
import { useMembers } from "@/lib/data/members";
import { text } from "../messages/en";
import { History } from "./history";
import { Back, WithTask, type TaskIds } from "./with-task";

/** All versions of a task, side by side with what differs. */
export function TaskHistoryPage({ projectId, taskId }: TaskIds) {
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
