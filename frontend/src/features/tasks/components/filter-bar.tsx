"use client";

import { SlidersHorizontal, X } from "lucide-react";
import { useCallback, useState, type ReactNode } from "react";
import { FilterBar as Bar, FilterSelect, SearchField } from "@/components/filter-bar";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { countFilters, dues, noFilters, statuses, type Due, type TaskFilters } from "../filters";
import { priorityLabel } from "../format";
import { text } from "../messages/en";
import type { Member, Status } from "../types";

export type FilterBarProps = {
  filters: TaskFilters;
  onChange: (change: Partial<TaskFilters>) => void;
  members: Member[];
  /** The board shows the states as columns. */
  withStatus?: boolean;
  /** Stands at the end of the line. */
  children?: ReactNode;
};

const important = [1, 2, 3, 4];

export function FilterBar({ filters, onChange, members, withStatus = true, children }: FilterBarProps) {
  const [open, setOpen] = useState(false);
  const search = useCallback((q: string) => onChange({ q }), [onChange]);
  const count = countFilters(filters);
  const choices = countFilters({ ...filters, q: "" });

  return (
    <Bar>
      <SearchField label={text.list.search} value={filters.q} onChange={search} />
      <Button
        variant="secondary"
        aria-expanded={open}
        aria-controls="task-filters"
        onClick={() => setOpen(!open)}
        className="sm:hidden"
      >
        <SlidersHorizontal aria-hidden="true" />
        {text.list.filters}
        {choices > 0 ? <span className="tabular-nums">{choices}</span> : null}
      </Button>
      <div
        id="task-filters"
        className={cn(
          "flex flex-wrap items-center gap-2 max-sm:order-last max-sm:grid max-sm:w-full max-sm:grid-cols-2",
          !open && "max-sm:hidden",
        )}
      >
        {withStatus ? (
          <FilterSelect
            label={text.fields.status}
            value={filters.status.length === 1 ? filters.status[0] : ""}
            options={[["", text.list.anyStatus], ...statuses.map((status) => [status, text.status[status]] as const)]}
            onChange={(status) => onChange({ status: status ? [status as Status] : [] })}
          />
        ) : null}
        <FilterSelect
          label={text.fields.assignee_id}
          value={filters.assignee}
          options={[
            ["", text.list.anybody],
            ["none", text.unassigned],
            ...members.map(({ id, name }) => [id, name] as const),
          ]}
          onChange={(assignee) => onChange({ assignee })}
        />
        <FilterSelect
          label={text.fields.priority}
          value={filters.priority ? String(filters.priority) : ""}
          options={[
            ["", text.list.anyPriority],
            ...important.map(
              (priority) => [String(priority), text.list.atLeast(priorityLabel(priority), priority === 4)] as const,
            ),
          ]}
          onChange={(priority) => onChange({ priority: Number(priority) })}
        />
        <FilterSelect
          label={text.fields.due_at}
          value={filters.due}
          options={dues.map((due) => [due, text.due[due]] as const)}
          onChange={(due) => onChange({ due: due as Due })}
        />
      </div>
      {count > 0 ? (
        <Button variant="quiet" size="sm" onClick={() => onChange({ ...noFilters, sort: filters.sort })}>
          <X aria-hidden="true" />
          {text.list.clear}
        </Button>
      ) : null}
      {children}
    </Bar>
  );
}
