"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
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
};

const urgent = [1, 2, 3, 4];

export function FilterBar({ filters, onChange, members, withStatus = true }: FilterBarProps) {
  const one = (status: Status[]) => (status.length === 1 ? status[0] : "");
  return (
    <div role="search" aria-label={text.list.filters} className="mb-3 flex flex-wrap items-center gap-2">
      <SearchField value={filters.q} onChange={(q) => onChange({ q })} />
      {withStatus ? (
        <Select
          aria-label={text.fields.status}
          wrapperClassName="w-auto"
          value={one(filters.status)}
          onChange={({ target }) => onChange({ status: target.value ? [target.value as Status] : [] })}
        >
          <option value="">{text.list.anyStatus}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {text.status[status]}
            </option>
          ))}
        </Select>
      ) : null}
      <Select
        aria-label={text.fields.assignee_id}
        wrapperClassName="w-auto"
        value={filters.assignee}
        onChange={({ target }) => onChange({ assignee: target.value })}
      >
        <option value="">{text.list.anybody}</option>
        <option value="none">{text.unassigned}</option>
        {members.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label={text.fields.priority}
        wrapperClassName="w-auto"
        value={filters.priority}
        onChange={({ target }) => onChange({ priority: Number(target.value) })}
      >
        <option value={0}>{text.list.anyPriority}</option>
        {urgent.map((priority) => (
          <option key={priority} value={priority}>
            {text.list.atLeast(priorityLabel(priority), priority === 4)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={text.fields.due_at}
        wrapperClassName="w-auto"
        value={filters.due}
        onChange={({ target }) => onChange({ due: target.value as Due })}
      >
        {dues.map((due) => (
          <option key={due} value={due}>
            {text.due[due]}
          </option>
        ))}
      </Select>
      {countFilters(filters) > 0 ? (
        <Button variant="quiet" size="sm" onClick={() => onChange({ ...noFilters, sort: filters.sort })}>
          <X aria-hidden="true" />
          {text.list.clear}
        </Button>
      ) : null}
    </div>
  );
}

const pauseMs = 250;

/** What is typed reaches the address a moment later; a change of the address reaches the field. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const [sent, setSent] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  if (value !== known) {
    setKnown(value);
    if (value !== sent) setTyped(value);
  }

  const type = (next: string) => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setSent(next.trim());
      onChange(next.trim());
    }, pauseMs);
  };

  return (
    <span className="relative min-w-44 flex-1 sm:max-w-64">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        value={typed}
        maxLength={200}
        aria-label={text.list.search}
        placeholder={text.list.search}
        onChange={(event) => type(event.target.value)}
        className="pl-8"
      />
    </span>
  );
}
