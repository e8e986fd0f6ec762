"use client";

import { useQuery } from "@tanstack/react-query";
import { Eye, Lock } from "lucide-react";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import { api, one } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { useVisibility } from "../api";
import { text } from "../messages/en";
import type { Scope } from "../types";

interface Shown {
  visibility: "internal" | "client";
  inherited: boolean;
}

const readProject = async (id: string, signal: AbortSignal): Promise<Shown> => {
  const row = await one(api.GET("/projects/{project_id}", { params: { path: { project_id: id } }, signal }));
  return { visibility: row.visibility, inherited: false };
};

const readTask = async (id: string, signal: AbortSignal): Promise<Shown> => {
  const row = await one(api.GET("/tasks/{task_id}", { params: { path: { task_id: id } }, signal }));
  return { visibility: row.visibility, inherited: row.visibility_inherited };
};

/** Whether the client sees it at all; where the project decides, it says so. */
export function VisibilitySwitch({ scope }: { scope: Scope }) {
  const task = scope.type === "task";
  const shown = useQuery({
    queryKey: [...keys.shares.all, "visibility", scope.type, scope.id],
    queryFn: ({ signal }) => (task ? readTask : readProject)(scope.id, signal),
  });
  const change = useVisibility(scope);
  if (!shown.data) return <Skeleton className="h-24 w-full" />;

  const visible = (change.isPending ? change.variables : shown.data.visibility) === "client";
  const Icon = visible ? Eye : Lock;
  return (
    <Card className="p-4">
      <label className="flex min-h-6 items-start gap-3">
        <Checkbox
          role="switch"
          checked={visible}
          disabled={shown.data.inherited}
          onChange={({ target }) => !change.isPending && change.mutate(target.checked ? "client" : "internal")}
          className="mt-0.5"
        />
        <span className="min-w-0">
          <span className="flex items-center gap-1.5 font-medium">
            <Icon aria-hidden="true" className="size-4 text-muted-foreground" />
            {task ? text.visibility.task : text.visibility.project}
          </span>
          <span className="block text-muted-foreground">
            {shown.data.inherited
              ? text.visibility.inherited
              : task
                ? text.visibility.taskHint
                : text.visibility.projectHint}
          </span>
        </span>
      </label>
    </Card>
  );
}
