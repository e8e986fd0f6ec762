"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, done, ifMatch, one, unwrap, type Schemas } from "@/lib/api/client";
import { isStale } from "@/lib/api/errors";
import { keys } from "@/lib/data/keys";
import type { Project, ProjectQuery, ProjectRow } from "@/lib/data/projects";
import { Clash, saveRow } from "@/lib/save";
import { text } from "./messages/en";
import type { ProjectInput, ProjectPatch } from "./schema";

type Page = Schemas["ProjectList"];
export type Activity = Schemas["Activity"];

const pageSize = 50;

export function useProjectPages(query: ProjectQuery) {
  return useInfiniteQuery({
    queryKey: [...keys.projects.list(query), "pages"],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.meta.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      unwrap(api.GET("/projects", { params: { query: { ...query, limit: pageSize, cursor: pageParam } }, signal })),
    placeholderData: (previous) => previous,
  });
}

export function useProjectActivity(id: string) {
  return useInfiniteQuery({
    queryKey: keys.projects.activity(id),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Schemas["ActivityList"]) => page.meta.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }): Promise<Schemas["ActivityList"]> =>
      unwrap(
        api.GET("/projects/{project_id}/activity", {
          params: { path: { project_id: id }, query: { limit: pageSize, cursor: pageParam } },
          signal,
        }),
      ),
  });
}

const nextCount = 5;

/** The open tasks that are due first. */
export function useNextTasks(id: string) {
  return useQuery({
    queryKey: [...keys.tasks.lists, "next", id],
    queryFn: ({ signal }) =>
      one(
        api.GET("/projects/{project_id}/tasks", {
          params: {
            path: { project_id: id },
            query: { "filter[status][in]": ["todo", "doing"], sort: "due_at", limit: nextCount },
          },
          signal,
        }),
      ),
  });
}

function store(cache: QueryClient, project: Project) {
  cache.setQueryData(keys.projects.one(project.id), project);
  void cache.invalidateQueries({ queryKey: keys.projects.lists });
  void cache.invalidateQueries({ queryKey: keys.projects.activity(project.id) });
  // Clients count their open projects.
  void cache.invalidateQueries({ queryKey: keys.clients.all });
}

export function useCreateProject() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ProjectInput) => one(api.POST("/projects", { body })),
    onSuccess: (project) => store(cache, project),
  });
}

export function useSaveProject(base: Project) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ from, patch }: { from: Project; patch: ProjectPatch }) =>
      saveRow(from, patch, (rev, body) =>
        one(
          api.PATCH("/projects/{project_id}", {
            params: { path: { project_id: base.id }, header: ifMatch(rev) },
            body,
          }),
        ),
      ),
    onSuccess: (project) => {
      store(cache, project);
      void cache.invalidateQueries({ queryKey: keys.work });
    },
    onError: (error) => {
      if (error instanceof Clash) cache.setQueryData(keys.projects.one(base.id), error.current as Project);
    },
  });
}

type Ref = Pick<ProjectRow, "id" | "name">;

/** Archiving shows at once and offers the way back. */
export function useArchiveProject() {
  const cache = useQueryClient();
  const restore = useRestoreProject();
  return useMutation({
    mutationFn: ({ id }: Ref) =>
      one(api.POST("/projects/{project_id}/archive", { params: { path: { project_id: id } } })),
    onSuccess: (project) => {
      store(cache, project);
      void cache.invalidateQueries({ queryKey: keys.work });
      toast.success(text.archived(project.name), {
        action: { label: text.undo, onClick: () => restore.mutate(project) },
      });
    },
    onError: (error) => toast.error(text.archiveFailed, error),
  });
}

export function useRestoreProject() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Ref) =>
      one(api.POST("/projects/{project_id}/restore", { params: { path: { project_id: id } } })),
    onSuccess: (project) => {
      store(cache, project);
      void cache.invalidateQueries({ queryKey: keys.work });
      toast.success(text.restored(project.name));
    },
    onError: (error) => toast.error(text.restoreFailed, error),
  });
}

export function useDeleteProject() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, rev }: Pick<ProjectRow, "id" | "rev" | "name">) =>
      done(api.DELETE("/projects/{project_id}", { params: { path: { project_id: id }, header: ifMatch(rev) } })),
    onSuccess: (_nothing, { id, name }) => {
      cache.removeQueries({ queryKey: keys.projects.one(id) });
      for (const queryKey of [keys.projects.lists, keys.clients.all, keys.work]) {
        void cache.invalidateQueries({ queryKey });
      }
      toast.success(text.deleted(name));
    },
    onError: (error, { id }) => {
      if (isStale(error)) void cache.invalidateQueries({ queryKey: keys.projects.one(id) });
      toast.error(text.deleteFailed, error);
    },
  });
}
