import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, one } from "@/lib/api/client";
import { changeRows, changeWork, restore, snapshot, storeTask } from "../cache";
import { taskKeys } from "../keys";
import { text } from "../messages/en";
import { touchTask } from "../touch";
import type { BoardColumn, Task, TaskStub } from "../types";

/** Puts a task at the end of another column, without a board in sight. */
export function useMoveToColumn(columns: BoardColumn[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ task, columnId }: { task: TaskStub; columnId: string }) =>
      one(api.POST("/tasks/{task_id}/move", { params: { path: { task_id: task.id } }, body: { column_id: columnId } })),

    onMutate: async ({ task, columnId }) => {
      const saved = await snapshot(client, task.project_id, task.id);
      const column = columns.find(({ id }) => id === columnId);
      const place = { column_id: columnId, status: column?.category ?? task.status };
      client.setQueryData<Task>(taskKeys.detail(task.id), (old) => old && { ...old, ...place });
      changeRows(client, task.project_id, (rows) =>
        rows.map((row) => (row.id === task.id ? { ...row, ...place } : row)),
      );
      changeWork(client, task.id, place);
      return saved;
    },

    onSuccess: (task) => storeTask(client, task),

    onError: (error, _move, saved) => {
      restore(client, saved);
      toast.error(text.failed, error);
    },

    onSettled: (_task, _error, { task }) => touchTask(client, task.project_id, task.id),
  });
}
