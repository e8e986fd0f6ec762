import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { Clash } from "@/lib/save";
import { changeRows, changeWork, restore, snapshot, storeTask } from "../cache";
import { taskKeys } from "../keys";
import { text } from "../messages/en";
import { saveTask, type TaskClash } from "../save";
import { touchTask } from "../touch";
import type { Task, TaskPatch, TaskStub } from "../types";

export type Change<Base extends TaskStub = Task> = {
  /** The task as it was when the person began to change it. */
  base: Base;
  patch: TaskPatch;
  /** Made in one go to what is shown now, so it follows whatever is being saved already. */
  atOnce?: boolean;
};

/**
 * Changes fields of a task: shown at once, written in order, taken back when it
 * fails. Clashes go to the caller, all else becomes a message.
 */
export function useSaveTask(taskId: string, onClash?: (clash: TaskClash) => void) {
  const client = useQueryClient();
  const key = taskKeys.detail(taskId);

  return useMutation({
    scope: { id: `task-${taskId}` },

    mutationFn: ({ base, patch }: Change<TaskStub>) =>
      saveTask(base, client.getQueryData<Task>(key)?.rev ?? base.rev, patch),

    onMutate: async ({ base, patch }: Change<TaskStub>) => {
      const saved = await snapshot(client, base.project_id, taskId);
      client.setQueryData<Task>(key, (task) => task && { ...task, ...patch });
      const row: TaskPatch = { ...patch };
      delete row.description;
      changeRows(client, base.project_id, (rows) =>
        rows.map((task) => (task.id === taskId ? { ...task, ...row } : task)),
      );
      changeWork(client, taskId, row);
      return saved;
    },

    onSuccess: (task) => storeTask(client, task),

    onError: (error, _change, saved) => {
      restore(client, saved);
      if (error instanceof Clash) {
        storeTask(client, error.current as Task);
        if (onClash) onClash(error);
        else toast.error(text.failed, error);
      } else {
        toast.error(text.detail.saveFailed, error);
      }
    },

    onSettled: (_task, _error, { base }) => touchTask(client, base.project_id, taskId),
  });
}
