"use client";

import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { paths } from "@/config/paths";
import { cn } from "@/lib/cn";
import type { ProjectRow } from "@/lib/data/projects";
import { daysFromToday, formatDateTime, formatDue } from "@/lib/format";
import { text } from "../messages/en";

/** A project with how far it is. */
export function ProjectProgress({ row }: { row: ProjectRow }) {
  const { todo, doing, done } = row.task_counts;
  const all = todo + doing + done;
  const summary = text.progress(done, all);
  const late = row.due_on !== null && daysFromToday(row.due_on) < 0;

  return (
    <Card className="relative p-4 transition-colors hover:border-border-strong">
      <div className="flex items-center gap-3">
        <Avatar name={row.name} seed={row.id} shape="square" />
        <div className="min-w-0 flex-1">
          <Link
            href={paths.projectBoard(row.id)}
            prefetch={false}
            className="block truncate rounded-sm font-medium after:absolute after:inset-0 after:rounded-lg"
          >
            {row.name}
          </Link>
          <p className="truncate text-xs text-muted-foreground">{row.client_name ?? text.ownProject}</p>
        </div>
      </div>
      <Progress value={done} max={all} label={summary} className="mt-3" />
      <p className="mt-2 flex min-h-5 justify-between gap-3 text-xs text-muted-foreground">
        <span aria-hidden="true">{summary}</span>
        {row.due_on ? (
          <time
            dateTime={row.due_on}
            title={formatDateTime(row.due_on)}
            className={cn(late && "font-medium text-destructive")}
          >
            {formatDue(row.due_on)}
          </time>
        ) : null}
      </p>
    </Card>
  );
}
