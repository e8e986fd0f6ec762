"use client";

import { useInfiniteQuery, useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { announce } from "@/lib/announce";
import { api, one, unwrap, type Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import type { WorkTask } from "./groups";
import { text } from "./messages/en";

type Page = Schemas["WorkList"];
type Pages = InfiniteData<Page, string | undefined>;

const pageSize = 100;

/** The most urgent first, page by page. */
export function useWork() {
  return useInfiniteQuery({
    queryKey: keys.work,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.meta.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      unwrap(api.GET("/me/work", { params: { query: { limit: pageSize, cursor: pageParam } }, signal })),
    select: ({ pages }: Pages) => pages.flatMap(({ data }) => data),
  });
}

const without = (id: string) => (old: Pages | undefined) =>
  old && {
    ...old,
    pages: old.pages.map((page) => ({ ...page, data: page.data.filter((item) => item.id !== id) })),
  };

function useTouchTasks() {
  const cache = useQueryClient();
  return () => {
    for (const queryKey of [keys.work, keys.tasks.all, keys.projects.all]) void cache.invalidateQueries({ queryKey });
  };
}

/** The task leaves the list at once; it comes back when that fails or is undone. */
export function useCompleteTask() {
  const cache = useQueryClient();
  const touch = useTouchTasks();

  const reopen = useMutation({
    mutationFn: (id: string) => one(api.POST("/tasks/{task_id}/reopen", { params: { path: { task_id: id } } })),
    onError: (error) => toast.error(text.reopenFailed, error),
    onSettled: touch,
  });

  return useMutation({
    mutationFn: ({ id }: WorkTask) => one(api.POST("/tasks/{task_id}/complete", { params: { path: { task_id: id } } })),
    onMutate: async (item) => {
      await cache.cancelQueries({ queryKey: keys.work });
      const before = cache.getQueryData<Pages>(keys.work);
      cache.setQueryData<Pages>(keys.work, without(item.id));
      announce(text.completed(item.title));
      return before;
    },
    onSuccess: (_task, item) => {
      toast.success(text.completed(item.title), {
        action: { label: text.undo, onClick: () => reopen.mutate(item.id) },
      });
    },
    onError: (error, _item, before) => {
      cache.setQueryData(keys.work, before);
      toast.error(text.completeFailed, error);
    },
    onSettled: touch,
  });
}

export function useAddTask() {
  const touch = useTouchTasks();
  return useMutation({
    mutationFn: ({ projectId, ...body }: Schemas["TaskInput"] & { projectId: string }) =>
      one(api.POST("/projects/{project_id}/tasks", { params: { path: { project_id: projectId } }, body })),
    onSuccess: touch,
  });
}
