import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { taskKeys } from "./keys";
import type { Task, TaskRow } from "./types";

export type Page<Row> = { data: Row[]; meta: { next_cursor: string | null; has_more: boolean } };
type Pages = InfiniteData<Page<TaskRow>>;

/** A whole board is a plain array, a list is in pages. */
type Rows = TaskRow[] | Pages | undefined;

function mapRows(rows: Rows, change: (rows: TaskRow[]) => TaskRow[]): Rows {
  if (!rows) return rows;
  if (Array.isArray(rows)) return change(rows);
  return { ...rows, pages: rows.pages.map((page) => ({ ...page, data: change(page.data) })) };
}

/** Changes a project's rows in every board and list that is in the cache. */
export function changeRows(client: QueryClient, projectId: string, change: (rows: TaskRow[]) => TaskRow[]) {
  client.setQueriesData<Rows>({ queryKey: taskKeys.ofProject(projectId) }, (rows) => mapRows(rows, change));
}

/** Changes a task in what there is to do; there it is only until it is done. */
export function changeWork(client: QueryClient, taskId: string, change: Partial<TaskRow>) {
  type Work = InfiniteData<Schemas["WorkList"]>;
  client.setQueryData<Work>(keys.work, (work) => {
    const changed = ({ data, meta }: Schemas["WorkList"]) => ({
      meta,
      data: data.flatMap((item) => {
        if (item.kind !== "task" || item.id !== taskId) return [item];
        const { status = item.status, ...rest } = change;
        return status === "done" ? [] : [{ ...item, ...rest, status }];
      }),
    });
    return work && { ...work, pages: work.pages.map(changed) };
  });
}

/** Puts the server's answer for a task wherever the task is shown. */
export function storeTask(client: QueryClient, task: Task) {
  const { description, ...row } = task;
  client.setQueryData<Task>(taskKeys.detail(task.id), { ...row, description });
  changeRows(client, task.project_id, (rows) => rows.map((old) => (old.id === task.id ? row : old)));
}

export function dropTasks(client: QueryClient, projectId: string, taskIds: string[]) {
  const gone = new Set(taskIds);
  changeRows(client, projectId, (rows) => rows.filter(({ id }) => !gone.has(id)));
}

export type Snapshot = [readonly unknown[], unknown][];

/** What the cache holds about a project's tasks, to go back to if a change fails. */
export async function snapshot(client: QueryClient, projectId: string, taskId?: string): Promise<Snapshot> {
  const changing = [taskKeys.ofProject(projectId), keys.work, ...(taskId ? [taskKeys.detail(taskId)] : [])];
  await Promise.all(changing.map((queryKey) => client.cancelQueries({ queryKey })));
  return changing.flatMap((queryKey) => client.getQueriesData({ queryKey }));
}

export function restore(client: QueryClient, saved: Snapshot | undefined) {
  for (const [key, data] of saved ?? []) client.setQueryData(key, data);
}
