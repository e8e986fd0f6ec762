import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, one } from "@/lib/api/client";
import { restore, snapshot, type Snapshot } from "../cache";
import { taskKeys } from "../keys";
import { text } from "../messages/en";
import { rankBetween } from "../rank";
import { touchProject } from "../touch";
import type { BoardColumn, Task, TaskInput, TaskRow } from "../types";

/** Id of a task that the server does not know yet. */
const draftId = () => `new-${crypto.randomUUID()}`;

export const isDraft = (task: { id: string }) => task.id.startsWith("new-");

function draftOf(projectId: string, input: TaskInput, column: BoardColumn, rows: TaskRow[]): TaskRow {
  const ranks = rows.filter(({ column_id }) => column_id === column.id).map(({ rank }) => rank);
  const last = ranks.reduce<string | undefined>(
    (top, rank) => (top === undefined || rank > top ? rank : top),
    undefined,
  );
  const now = new Date().toISOString();
  return {
    id: draftId(),
    project_id: projectId,
    number: 0,
    column_id: column.id,
    title: input.title,
    status: column.category,
    priority: input.priority ?? 0,
    assignee_id: input.assignee_id ?? null,
    start_on: null,
    due_at: input.due_at ?? null,
    estimate_minutes: null,
    rank: rankBetween(last, undefined),
    visibility: "internal",
    visibility_inherited: false,
    source: "member",
    source_message_id: null,
    completed_at: null,
    comment_count: 0,
    rev: 0,
    created_by: null,
    created_at: now,
    updated_at: now,
  };
}

type Create = { input: TaskInput; column: BoardColumn };

const rowOf = ({ description: _, ...row }: Task): TaskRow => row;

/** Adds a task; on the board it shows at once. */
export function useCreateTask(projectId: string) {
  const client = useQueryClient();
  const key = taskKeys.board(projectId);

  return useMutation<Task, Error, Create, { saved: Snapshot; draft: TaskRow }>({
    // One after the other: the order in which they were typed is the order on the board.
    scope: { id: `create-task-${projectId}` },
    mutationFn: ({ input, column }) =>
      one(
        api.POST("/projects/{project_id}/tasks", {
          params: { path: { project_id: projectId } },
          body: { ...input, column_id: column.id },
        }),
      ),

    onMutate: async ({ input, column }) => {
      const saved = await snapshot(client, projectId);
      const draft = draftOf(projectId, input, column, client.getQueryData<TaskRow[]>(key) ?? []);
      client.setQueryData<TaskRow[]>(key, (rows) => rows && [...rows, draft]);
      return { saved, draft };
    },

    onSuccess: (task, _create, { draft }) => {
      client.setQueryData<TaskRow[]>(key, (rows) => rows?.map((row) => (row.id === draft.id ? rowOf(task) : row)));
      client.setQueryData(taskKeys.detail(task.id), task);
    },

    onError: (error, _create, context) => {
      restore(client, context?.saved);
      toast.error(text.add.failed, error);
    },

    onSettled: () => {
      touchProject(client, projectId);
      void client.invalidateQueries({ queryKey: [...taskKeys.ofProject(projectId), "list"] });
    },
  });
}
