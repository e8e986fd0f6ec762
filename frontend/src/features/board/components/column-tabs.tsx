"use client";

import { cn } from "@/lib/cn";
import { text } from "../messages/en";
import type { Lane } from "../model";

export type ColumnTabsProps = { lanes: Lane[]; current: string | undefined; onChange: (columnId: string) => void };

/** On phones the columns are one at a time, chosen here. */
export function ColumnTabs({ lanes, current, onChange }: ColumnTabsProps) {
  return (
    <div role="group" aria-label={text.columns} className="mb-3 scrollbar-none flex gap-1.5 overflow-x-auto sm:hidden">
      {lanes.map(({ column, tasks }) => (
        <button
          key={column.id}
          type="button"
          aria-pressed={column.id === current}
          aria-label={text.column(column.name, tasks.length)}
          onClick={() => onChange(column.id)}
          className={cn(
            "inline-flex min-h-9 shrink-0 items-center gap-1.5 rounded-full border bg-card px-3 text-[0.8125rem] font-medium",
            column.id === current
              ? "border-primary bg-primary-soft text-primary-soft-foreground"
              : "text-muted-foreground",
          )}
        >
          {column.name}
          <span className="tabular-nums">{tasks.length}</span>
        </button>
      ))}
    </div>
  );
}
