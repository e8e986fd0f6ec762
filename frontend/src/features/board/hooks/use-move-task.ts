import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, one } from "@/lib/api/client";
import { changeRows, restore, snapshot, storeTask } from "../../tasks/cache";
import { taskKeys } from "../../tasks/keys";
import { touchTask } from "../../tasks/touch";
import type { BoardColumn, TaskMove, TaskRow } from "../../tasks/types";
import { text } from "../messages/en";
import { lanesOf, wayBack, withMove } from "../model";

type Move = {
  task: TaskRow;
  to: TaskMove;
  /** Offer the way back: for moves that were made in one go, not step by step. */
  undo?: boolean;
};

/** Moves a card at once; when the server refuses, it goes back. */
export function useMoveTask(projectId: string, columns: BoardColumn[]) {
  const client = useQueryClient();
  const mutationKey = ["move-task", projectId];
  const isLast = () => client.isMutating({ mutationKey }) === 1;

  const mutation = useMutation({
    mutationKey,
    scope: { id: `move-${projectId}` },

    mutationFn: ({ task, to }: Move) =>
      one(api.POST("/tasks/{task_id}/move", { params: { path: { task_id: task.id } }, body: to })),

    onMutate: async ({ task, to }: Move) => {
      const saved = await snapshot(client, projectId, task.id);
      const rows = client.getQueryData<TaskRow[]>(taskKeys.board(projectId)) ?? [];
      changeRows(client, projectId, (old) => withMove(columns, old, task.id, to));
      return { saved, back: wayBack(lanesOf(columns, rows), task.id) };
    },

    onSuccess: (task, { to, undo }, { back }) => {
      if (isLast()) storeTask(client, task);
      const column = columns.find(({ id }) => id === to.column_id);
      if (!undo || !back || !column || back.column_id === column.id) return;
      toast.success(text.movedShort(column.name), {
        description: task.title,
        action: { label: text.undo, onClick: () => mutation.mutate({ task, to: back }) },
      });
    },

    onError: (error, _move, context) => {
      restore(client, context?.saved);
      toast.error(text.moveFailed, error);
      void client.invalidateQueries({ queryKey: taskKeys.ofProject(projectId) });
    },

    onSettled: (_task, _error, { task }) => {
      if (isLast()) touchTask(client, projectId, task.id);
    },
  });
  return mutation;
}
