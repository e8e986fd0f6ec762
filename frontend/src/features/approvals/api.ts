"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, one, type Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { text } from "./messages/en";

export type Approval = Schemas["Approval"];

export function useTaskApprovals(taskId: string) {
  return useQuery({
    queryKey: keys.approvals.list({ taskId }),
    refetchInterval: 30_000,
    queryFn: ({ signal }) =>
      one(api.GET("/approvals", { params: { query: { "filter[task_id]": taskId, limit: 50 } }, signal })),
  });
}

export function useEvidence(id: string) {
  return useQuery({
    queryKey: keys.approvals.evidence(id),
    queryFn: ({ signal }) =>
      one(api.GET("/approvals/{approval_id}/evidence", { params: { path: { approval_id: id } }, signal })),
  });
}

export function useAskForApproval(taskId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (note: string) =>
      one(api.POST("/tasks/{task_id}/approvals", { params: { path: { task_id: taskId } }, body: { note } })),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.work });
      return cache.invalidateQueries({ queryKey: keys.approvals.all });
    },
  });
}

export function useWithdraw() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      one(api.POST("/approvals/{approval_id}/withdraw", { params: { path: { approval_id: id } } })),
    onSuccess: () => toast.success(text.withdrawn),
    onError: (error) => toast.error(text.failed, error),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.work });
      return cache.invalidateQueries({ queryKey: keys.approvals.all });
    },
  });
}
