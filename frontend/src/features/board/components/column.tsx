"use client";

import { useId, useRef } from "react";
import { cn } from "@/lib/cn";
import { useColumnDrop } from "../hooks/use-drag";
import { text } from "../messages/en";
import type { Lane } from "../model";
import { QuickAdd } from "./quick-add";
import { TaskCard, type TaskCardProps } from "./task-card";

export type ColumnProps = Pick<TaskCardProps, "projectCode" | "actions" | "onOpen"> & {
  lane: Lane;
  names: Map<string, string>;
  filtered: boolean;
  /** On phones one column shows at a time. */
  shownOnPhone: boolean;
  onAdd: (columnId: string, title: string) => Promise<unknown>;
};

export function Column({ lane, names, filtered, shownOnPhone, onAdd, ...card }: ColumnProps) {
  const { column, tasks } = lane;
  const ref = useRef<HTMLElement>(null);
  const over = useColumnDrop(ref, column.id);
  const heading = useId();

  return (
    <section
      ref={ref}
      aria-labelledby={heading}
      data-column={column.id}
      className={cn(
        "flex w-full flex-col rounded-xl border border-transparent bg-secondary/60 sm:max-w-80 sm:min-w-58 sm:flex-1",
        over && "border-ring",
        !shownOnPhone && "max-sm:hidden",
      )}
    >
      <h2 id={heading} className="flex items-center gap-2 px-3 pt-2.5 pb-1.5 text-[0.8125rem] font-semibold">
        {column.name}
        <span aria-hidden="true" className="font-normal text-muted-foreground tabular-nums">
          {tasks.length}
        </span>
        <span className="sr-only">{text.count(tasks.length)}</span>
      </h2>
      <ul
        aria-labelledby={heading}
        className="flex min-h-12 flex-col gap-2 overflow-y-auto px-2 py-1 sm:max-h-[max(12rem,calc(100dvh-22rem))]"
      >
        {tasks.map((task) => (
          <TaskCard key={task.id} task={task} assignee={names.get(task.assignee_id ?? "")} {...card} />
        ))}
        {tasks.length === 0 ? (
          <li className="rounded-lg border border-dashed px-3 py-4 text-center text-xs text-muted-foreground">
            {filtered ? text.emptyFiltered : text.empty}
          </li>
        ) : null}
      </ul>
      <div className="p-2">
        <QuickAdd column={column.name} onAdd={(title) => onAdd(column.id, title)} />
      </div>
    </section>
  );
}
