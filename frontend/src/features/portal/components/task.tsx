"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { PlainText } from "@/components/plain-text";
import { Empty, ErrorCard, Loading } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { isMissing } from "@/lib/api/errors";
import { formatDue } from "@/lib/format";
import { later } from "@/lib/later";
import { usePortal } from "../context";
import { text } from "../messages/en";
import { approvals as approvalsOf, task as taskOf } from "../queries";
import { ApprovalCard } from "./approval-card";
import { Back } from "./back";
import { Comments } from "./comments";

const ChangeTask = later(() => import("./change-task").then((part) => part.ChangeTask));

/** One task: what it says, what is to be approved, and what was said about it. */
export function Task({ id }: { id: string }) {
  const { portal } = usePortal();
  const task = useQuery(taskOf(portal.link_id, id));
  const approvals = useQuery(approvalsOf(portal.link_id, id));
  const [changing, setChanging] = useState(false);
  const { data } = task;

  return (
    <>
      <Back view="tasks">{text.tasks.back}</Back>
      {task.isPending ? (
        <Loading label={text.tasks.title} className="space-y-3">
          <Skeleton className="h-7 w-3/4" />
          <Skeleton className="h-28 w-full" />
        </Loading>
      ) : null}
      {isMissing(task.error) ? <Empty heading="h1" title={text.tasks.notFound} /> : null}
      {task.isError && !isMissing(task.error) ? (
        <ErrorCard error={task.error} onRetry={() => void task.refetch()} retrying={task.isFetching} />
      ) : null}
      {data ? (
        <>
          {changing && data.editable ? (
            <ChangeTask task={data} onClose={() => setChanging(false)} />
          ) : (
            <>
              <div className="flex items-start justify-between gap-3">
                <h1 className="text-lg leading-7 font-semibold">{data.title}</h1>
                {data.editable ? (
                  <Button variant="secondary" size="sm" onClick={() => setChanging(true)}>
                    <Pencil aria-hidden="true" />
                    {text.tasks.change}
                  </Button>
                ) : null}
              </div>
              <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted-foreground">
                <Badge tone={data.status === "done" ? "success" : "neutral"}>{text.tasks.status[data.status]}</Badge>
                <span>{data.code}</span>
                <span>{data.project_name}</span>
                {data.status !== "done" && data.due_at ? <span>{text.tasks.due(formatDue(data.due_at))}</span> : null}
              </p>
              {data.description ? (
                <PlainText className="mt-4">{data.description}</PlainText>
              ) : (
                <p className="mt-4 text-muted-foreground">{text.tasks.noDescription}</p>
              )}
            </>
          )}
          <div className="mt-6 space-y-3">
            {approvals.data?.map((approval) => (
              <ApprovalCard key={approval.id} approval={approval} brief />
            ))}
          </div>
          <Comments taskId={id} />
        </>
      ) : null}
    </>
  );
}
