import { infiniteQueryOptions, queryOptions, type InfiniteData } from "@tanstack/react-query";
import { api, one, unwrap } from "@/lib/api/client";
import type { Page } from "./cache";
import { filterQuery, type TaskFilters } from "./filters";
import { taskKeys } from "./keys";
import type { TaskRow } from "./types";

const pageSize = 50;
const largestPage = 100;

/** A board is loaded whole, up to this many tasks. */
export const boardLimit = 1000;

const next = <Row>({ meta }: Page<Row>) => meta.next_cursor ?? undefined;

export const boardTasks = (projectId: string) =>
  queryOptions({
    queryKey: taskKeys.board(projectId),
    queryFn: async ({ signal }) => {
      const tasks: TaskRow[] = [];
      let cursor: string | undefined;
      do {
        const query = { sort: "rank" as const, limit: largestPage, cursor };
        const page: Page<TaskRow> = await unwrap(
          api.GET("/projects/{project_id}/tasks", { params: { path: { project_id: projectId }, query }, signal }),
        );
        tasks.push(...page.data);
        cursor = next(page);
      } while (cursor && tasks.length < boardLimit);
      return tasks;
    },
  });

export const listTasks = (projectId: string, filters: TaskFilters) =>
  infiniteQueryOptions({
    queryKey: taskKeys.list(projectId, filters),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: next<TaskRow>,
    queryFn: ({ pageParam, signal }): Promise<Page<TaskRow>> => {
      const query = { ...filterQuery(filters, new Date()), limit: pageSize, cursor: pageParam };
      return unwrap(
        api.GET("/projects/{project_id}/tasks", { params: { path: { project_id: projectId }, query }, signal }),
      );
    },
  });

export const taskDetail = (taskId: string) =>
  queryOptions({
    queryKey: taskKeys.detail(taskId),
    queryFn: ({ signal }) => one(api.GET("/tasks/{task_id}", { params: { path: { task_id: taskId } }, signal })),
  });

export const taskComments = (taskId: string) =>
  infiniteQueryOptions({
    queryKey: taskKeys.comments(taskId),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: next,
    queryFn: ({ pageParam, signal }) => {
      const query = { sort: "-created_at" as const, limit: pageSize, cursor: pageParam };
      return unwrap(api.GET("/tasks/{task_id}/comments", { params: { path: { task_id: taskId }, query }, signal }));
    },
  });

export const taskActivity = (taskId: string) =>
  infiniteQueryOptions({
    queryKey: taskKeys.activity(taskId),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: next,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: pageSize, cursor: pageParam };
      return unwrap(api.GET("/tasks/{task_id}/activity", { params: { path: { task_id: taskId }, query }, signal }));
    },
  });

export const taskVersions = (taskId: string) =>
  infiniteQueryOptions({
    queryKey: taskKeys.versions(taskId),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: next,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: pageSize, cursor: pageParam };
      return unwrap(api.GET("/tasks/{task_id}/versions", { params: { path: { task_id: taskId }, query }, signal }));
    },
  });

export const versionDiff = (taskId: string, from: number, to: number) =>
  queryOptions({
    queryKey: taskKeys.diff(taskId, from, to),
    // What two versions differ in never changes.
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      one(
        api.GET("/tasks/{task_id}/versions/diff", {
          params: { path: { task_id: taskId }, query: { from, to } },
          signal,
        }),
      ),
  });

/** All rows that have been loaded so far. */
export const rowsOf = <Row>(data: InfiniteData<Page<Row>> | undefined): Row[] =>
  data?.pages.flatMap((page) => page.data) ?? [];
