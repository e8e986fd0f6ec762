"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CircleDot, ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatDue } from "@/lib/format";
import { usePortal } from "../context";
import { text } from "../messages/en";
import { tasks as tasksOf } from "../queries";
import type { PortalTaskRow } from "../types";
import { AskForm } from "./ask-form";
import { PartLink } from "./part-link";

const states = ["doing", "todo", "done"] as const;
const icons = { todo: CircleDashed, doing: CircleDot, done: CircleCheck };
const tones = { todo: "text-muted-foreground", doing: "text-primary", done: "text-success" };

export const approvalTones = { pending: "warning", approved: "success", changes: "danger" } as const;

/** The tasks that the client may see, by how far they are. */
export function Tasks() {
  const { portal, writes } = usePortal();
  const tasks = useInfiniteQuery(tasksOf(portal.link_id));
  const [asking, setAsking] = useState(false);
  const rows = tasks.data?.pages.flatMap((page) => page.data) ?? [];
  const mayAsk = writes && portal.permission === "edit" && portal.projects.length > 0;

  return (
    <>
      <div className="mb-4 flex min-h-9 items-center justify-between gap-3">
        <h1 className="text-lg font-semibold">{text.tasks.title}</h1>
        {mayAsk && !asking ? (
          <Button size="sm" onClick={() => setAsking(true)}>
            <Plus aria-hidden="true" />
            {text.tasks.ask}
          </Button>
        ) : null}
      </div>
      {asking ? <AskForm onClose={() => setAsking(false)} /> : null}
      {tasks.isPending ? <RowsSkeleton rows={4} label={text.tasks.title} /> : null}
      {tasks.isError && rows.length === 0 ? (
        <ErrorCard error={tasks.error} onRetry={() => void tasks.refetch()} retrying={tasks.isFetching} />
      ) : null}
      {tasks.isSuccess && rows.length === 0 ? (
        <Empty icon={ListChecks} title={text.tasks.empty} hint={text.tasks.emptyHint} />
      ) : null}
      <div className="space-y-6">
        {states.map((status) => (
          <Group key={status} status={status} rows={rows.filter((row) => row.status === status)} />
        ))}
      </div>
      {tasks.hasNextPage ? (
        <Button
          variant="secondary"
          className="mt-4"
          pending={tasks.isFetchingNextPage}
          onClick={() => void tasks.fetchNextPage()}
        >
          {text.tasks.more}
        </Button>
      ) : null}
    </>
  );
}

function Group({ status, rows }: { status: PortalTaskRow["status"]; rows: PortalTaskRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={`tasks-${status}`}>
      <h2 id={`tasks-${status}`} className="mb-2 text-sm font-semibold">
        {text.tasks.status[status]} <span className="font-normal text-muted-foreground">{rows.length}</span>
      </h2>
      <Card>
        <ul className="divide-y">
          {rows.map((row) => (
            <li key={row.id}>
              <Row row={row} />
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function Row({ row }: { row: PortalTaskRow }) {
  const Icon = icons[row.status];
  return (
    <PartLink
      view="tasks"
      id={row.id}
      className="flex min-h-13 items-start gap-3 px-4 py-2.5 transition-colors hover:bg-muted focus-visible:-outline-offset-2"
    >
      <Icon aria-hidden="true" className={`mt-0.5 size-4.5 shrink-0 ${tones[row.status]}`} />
      <span className="min-w-0 flex-1">
        <span className="block">{row.title}</span>
        <span className="flex flex-wrap gap-x-2 text-xs text-muted-foreground">
          <span>{row.project_name}</span>
          {row.status !== "done" && row.due_at ? <span>{text.tasks.due(formatDue(row.due_at))}</span> : null}
          {row.completed_at ? <span>{text.tasks.finished(formatDue(row.completed_at))}</span> : null}
          {row.own ? <span>{text.tasks.own}</span> : null}
        </span>
      </span>
      {row.approval ? <Badge tone={approvalTones[row.approval]}>{text.tasks.approval[row.approval]}</Badge> : null}
    </PartLink>
  );
}
