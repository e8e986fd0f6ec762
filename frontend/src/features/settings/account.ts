"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { api, done, one } from "@/lib/api/client";
import { saveFile } from "@/lib/save-file";

const pollMs = 1500;

/** Starts the gathering of all personal data; `useExportJob` follows it. */
export const useStartExport = () => useMutation({ mutationFn: () => one(api.POST("/me/export")) });

export const useExportJob = (id: string | undefined) =>
  useQuery({
    queryKey: ["session", "jobs", id],
    queryFn: () => one(api.GET("/jobs/{job_id}", { params: { path: { job_id: id ?? "" } } })),
    enabled: id !== undefined,
    refetchInterval: ({ state: { data } }) => (data?.state === "done" || data?.state === "failed" ? false : pollMs),
  });

/** "/me/exports/019a…" -> the id at its end. */
const idOf = (location: string) => location.split("/").at(-1) ?? "";

export const useSaveExport = () =>
  useMutation({
    mutationFn: (location: string) =>
      one(api.GET("/me/exports/{export_id}", { params: { path: { export_id: idOf(location) } } })),
    onSuccess: ({ content, created_at }) =>
      saveFile(`smartstack-${created_at.slice(0, 10)}.json`, JSON.stringify(content, null, 2), "application/json"),
  });

export const useDeleteAccount = () => useMutation({ mutationFn: () => done(api.DELETE("/me")) });
