import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, one } from "@/lib/api/client";
import { dropTasks } from "../cache";
import { taskKeys } from "../keys";
import { text } from "../messages/en";
import { touchProject } from "../touch";
import type { TaskBulkOp, TaskBulkResult, TaskRow } from "../types";

/** As many as the server takes in one request. */
const chunk = 100;

export type BulkAction = { op: "complete" } | { op: "reopen" } | { op: "delete" } | { op: "move"; columnId: string };

export function bulkOps(tasks: TaskRow[], action: BulkAction): TaskBulkOp[] {
  return tasks.map(({ id, rev }): TaskBulkOp => {
    switch (action.op) {
      case "move":
        return { op: "move", id, data: { column_id: action.columnId } };
      case "delete":
        return { op: "delete", id, if_rev: rev };
      default:
        return { op: action.op, id };
    }
  });
}

export const succeeded = ({ status }: TaskBulkResult) => status < 300;

/** One action on many tasks; each stands alone, and what failed is said. */
export function useBulk(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ tasks, action }: { tasks: TaskRow[]; action: BulkAction }) => {
      const ops = bulkOps(tasks, action);
      const results: TaskBulkResult[] = [];
      for (let i = 0; i < ops.length; i += chunk) {
        const body = { atomic: false, ops: ops.slice(i, i + chunk) };
        results.push(...(await one(api.POST("/tasks/bulk", { body }))));
      }
      return results;
    },

    onSuccess: (results, { action }) => {
      const good = results.filter(succeeded);
      const bad = results.filter((result) => !succeeded(result));
      if (action.op === "delete")
        dropTasks(
          client,
          projectId,
          good.flatMap(({ id }) => id ?? []),
        );
      if (good.length > 0) toast.success(text.list.bulkDone(good.length));
      if (bad.length > 0) toast.error(text.list.bulkFailed(bad.length), new Error(bad[0].detail ?? ""));
    },

    onError: (error) => toast.error(text.failed, error),

    onSettled: async () => {
      touchProject(client, projectId);
      await client.invalidateQueries({ queryKey: taskKeys.ofProject(projectId) });
    },
  });
}
