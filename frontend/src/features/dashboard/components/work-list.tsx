"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRef } from "react";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { paths } from "@/config/paths";
import { DueMark, PriorityMark, TaskKeys } from "@/features/tasks";
import { keys } from "@/lib/data/keys";
import type { User } from "@/lib/data/me";
import { useCompleteTask } from "../api";
import { groupWork, type WorkItem, type WorkTask } from "../groups";
import { text } from "../messages/en";
import { WaitingRow } from "./waiting-row";

/** What is to do by urgency; tasks can be ticked off on the spot. */
export function WorkList({ items, headings = "h2" }: { items: WorkItem[]; headings?: "h2" | "h3" }) {
  const list = useRef<HTMLDivElement>(null);
  const complete = useCompleteTask();
  const cache = useQueryClient();
  const Heading = headings;

  const find = (id: string) => {
    const item = items.find((one): one is WorkTask => one.kind === "task" && one.id === id);
    // What is here is the reader's own.
    return item && { ...item, assignee_id: cache.getQueryData<User>(keys.me)?.id ?? null };
  };

  const finish = (item: WorkTask, box: HTMLInputElement) => {
    // The row goes away with its focus; the next one gets it.
    const boxes = [...(list.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])];
    const next = boxes[boxes.indexOf(box) + 1] ?? boxes[boxes.indexOf(box) - 1];
    complete.mutate(item);
    next?.focus();
  };

  return (
    <div ref={list} className="space-y-5">
      {groupWork(items).map(({ reason, items: group }) => (
        <section key={reason} aria-labelledby={`work-${reason}`}>
          <Heading id={`work-${reason}`} className="mb-1.5 flex items-baseline gap-2 text-sm font-semibold">
            <span className={reason === "overdue" ? "text-destructive" : undefined}>{text.reasons[reason]}</span>
            <span className="font-normal text-muted-foreground tabular-nums">{group.length}</span>
          </Heading>
          <Card className="@container">
            <ul className="divide-y">
              {group.map((item) =>
                item.kind === "task" ? (
                  <TaskRow key={item.id} item={item} onComplete={(box) => finish(item, box)} />
                ) : (
                  <WaitingRow key={item.id} item={item} />
                ),
              )}
            </ul>
          </Card>
        </section>
      ))}
      <TaskKeys find={find} />
    </div>
  );
}

function TaskRow({ item, onComplete }: { item: WorkTask; onComplete: (box: HTMLInputElement) => void }) {
  return (
    <li
      data-task={item.id}
      className="group relative flex min-h-11 items-center gap-1 pr-4 transition-colors first:rounded-t-lg last:rounded-b-lg hover:bg-muted"
    >
      <label className="relative z-10 flex size-11 shrink-0 cursor-pointer items-center justify-center">
        <Checkbox
          aria-label={text.complete(item.title)}
          checked={false}
          onChange={(event) => onComplete(event.currentTarget)}
          className="rounded-full"
        />
      </label>
      <span className="flex min-w-0 flex-1 flex-col py-1.5 @xl:flex-row @xl:items-center @xl:gap-3">
        <Link
          href={paths.task(item.project_id, item.id)}
          prefetch={false}
          className="line-clamp-2 min-w-0 rounded-sm after:absolute after:inset-0 @xl:line-clamp-1 @xl:flex-1"
        >
          {item.title}
        </Link>
        <span className="flex min-w-0 items-center gap-2.5 text-xs text-muted-foreground @xl:shrink-0">
          <span className="max-w-48 truncate">{item.project_name}</span>
          <PriorityMark priority={item.priority} />
          <DueMark dueAt={item.due_at} status={item.status} />
        </span>
      </span>
    </li>
  );
}
