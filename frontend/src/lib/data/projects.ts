"use client";

import { useQuery } from "@tanstack/react-query";
import { api, one, type Schemas } from "@/lib/api/client";
import type { operations } from "@/lib/api/schema";
import { keys } from "./keys";

export type Project = Schemas["Project"];
export type ProjectRow = Schemas["ProjectRow"];
export type ProjectQuery = NonNullable<operations["listProjects"]["parameters"]["query"]>;

export function useProject(id: string) {
  return useQuery({
    queryKey: keys.projects.one(id),
    queryFn: () => one(api.GET("/projects/{project_id}", { params: { path: { project_id: id } } })),
  });
}

/** The first page of projects: for choices and overviews. */
export function useProjects(query: ProjectQuery, options: { enabled?: boolean } = {}) {
  return useQuery({
    queryKey: keys.projects.list(query),
    queryFn: () => one(api.GET("/projects", { params: { query: { limit: 100, ...query } } })),
    ...options,
  });
}
