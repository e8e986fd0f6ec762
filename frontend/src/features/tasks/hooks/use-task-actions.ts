import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, done, ifMatch, one } from "@/lib/api/client";
import { changeRows, changeWork, dropTasks, restore, snapshot, storeTask } from "../cache";
import { taskKeys } from "../keys";
import { text } from "../messages/en";
import { touchProject, touchTask } from "../touch";
import type { BoardColumn, Status, Task, TaskRow, TaskStub } from "../types";

type Finish = { task: TaskRow; columns: BoardColumn[]; quiet?: boolean };

/** The column that a task goes to when it is completed, or opened again. */
function columnFor(columns: BoardColumn[], category: Status, task: TaskRow) {
  return columns.find((column) => column.category === category)?.id ?? task.column_id;
}

/** Completes a task, or opens a completed one again; with a way back. */
export function useFinishTask() {
  const client = useQueryClient();

  const mutation = useMutation({
    mutationFn: ({ task }: Finish) => {
      const params = { path: { task_id: task.id } };
      return task.status === "done"
        ? one(api.POST("/tasks/{task_id}/reopen", { params }))
        : one(api.POST("/tasks/{task_id}/complete", { params }));
    },

    onMutate: async ({ task, columns }: Finish) => {
      const saved = await snapshot(client, task.project_id, task.id);
      const status: Status = task.status === "done" ? "todo" : "done";
      const place = { status, column_id: columnFor(columns, status, task) };
      client.setQueryData<Task>(taskKeys.detail(task.id), (old) => old && { ...old, ...place });
      changeRows(client, task.project_id, (rows) =>
        rows.map((row) => (row.id === task.id ? { ...row, ...place } : row)),
      );
      return saved;
    },

    onSuccess: (task, { columns, quiet }) => {
      storeTask(client, task);
      if (quiet) return;
      toast.success(task.status === "done" ? text.detail.completed : text.detail.reopened, {
        description: task.title,
        action: { label: text.detail.undo, onClick: () => mutation.mutate({ task, columns, quiet: true }) },
      });
    },

    onError: (error, _finish, saved) => {
      restore(client, saved);
      toast.error(text.failed, error);
    },

    onSettled: (_task, _error, { task }) => touchTask(client, task.project_id, task.id),
  });
  return mutation;
}

export function useDeleteTask(onDeleted?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (task: TaskStub) =>
      done(api.DELETE("/tasks/{task_id}", { params: { path: { task_id: task.id }, header: ifMatch(task.rev) } })),

    onSuccess: (_nothing, task) => {
      dropTasks(client, task.project_id, [task.id]);
      changeWork(client, task.id, { status: "done" });
      toast.success(text.detail.deleted, { description: task.title });
      onDeleted?.();
    },

    onError: (error, task) => {
      toast.error(text.failed, error);
      void client.invalidateQueries({ queryKey: taskKeys.detail(task.id) });
    },

    onSettled: (_nothing, _error, task) => touchProject(client, task.project_id),
  });
}

/** Makes an old version the newest one. */
export function useRestoreVersion(taskId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rev: number) =>
      one(api.POST("/tasks/{task_id}/versions/{rev}/restore", { params: { path: { task_id: taskId, rev } } })),

    onSuccess: (task, rev) => {
      storeTask(client, task);
      toast.success(text.history.restored(rev));
      touchTask(client, task.project_id, taskId);
    },

    onError: (error) => toast.error(text.failed, error),
  });
}
