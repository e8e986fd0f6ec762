import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, done, ifMatch, one } from "@/lib/api/client";
import { changeRows } from "../cache";
import { taskKeys } from "../keys";
import { text } from "../messages/en";
import type { Comment, Task } from "../types";

export type NewComment = { body: string; visibility?: Comment["visibility"] };

/** Adds, changes and deletes comments of a task. */
export function useCommentActions(task: { id: string; project_id: string }) {
  const client = useQueryClient();

  const count = (step: number) => {
    const change = <T extends { id: string; comment_count: number }>(row: T): T =>
      row.id === task.id ? { ...row, comment_count: Math.max(0, row.comment_count + step) } : row;
    client.setQueryData<Task>(taskKeys.detail(task.id), (old) => old && change(old));
    changeRows(client, task.project_id, (rows) => rows.map(change));
  };

  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: taskKeys.comments(task.id) }),
      client.invalidateQueries({ queryKey: taskKeys.activity(task.id) }),
    ]);

  const onError = (error: unknown) => toast.error(text.comments.failed, error);

  const add = useMutation({
    mutationFn: ({ body, visibility = "internal" }: NewComment) =>
      one(
        api.POST("/tasks/{task_id}/comments", { params: { path: { task_id: task.id } }, body: { body, visibility } }),
      ),
    onSuccess: () => count(1),
    onError,
    onSettled: refresh,
  });

  const edit = useMutation({
    mutationFn: ({ comment, body }: { comment: Comment; body: string }) =>
      one(
        api.PATCH("/comments/{comment_id}", {
          params: { path: { comment_id: comment.id }, header: ifMatch(comment.rev) },
          body: { body },
        }),
      ),
    onError,
    onSettled: refresh,
  });

  const remove = useMutation({
    mutationFn: (comment: Comment) =>
      done(
        api.DELETE("/comments/{comment_id}", {
          params: { path: { comment_id: comment.id }, header: ifMatch(comment.rev) },
        }),
      ),
    onSuccess: () => {
      count(-1);
      toast.success(text.comments.deleted);
    },
    onError,
    onSettled: refresh,
  });

  return { add, edit, remove };
}
