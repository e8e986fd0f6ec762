"use client";

import { ArrowDown, ArrowUp, MessageSquare } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Checkbox } from "@/components/ui/checkbox";
import { paths } from "@/config/paths";
import { cn } from "@/lib/cn";
import { formatDateTime, formatRelative } from "@/lib/format";
import { isPlainClick } from "@/lib/is-plain-click";
import { nextSort, type Sort } from "../filters";
import { taskCode } from "../format";
import type { RowSelection } from "../hooks/use-selection";
import { text } from "../messages/en";
import type { Member, Project, TaskRow } from "../types";
import { DueMark, PriorityMark, StatusMark } from "./marks";

export type TaskTableProps = {
  project: Project;
  rows: TaskRow[];
  members: Member[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  selection: RowSelection;
  onOpen: (taskId: string) => void;
};

const head = "h-9 px-2 text-left text-xs font-medium whitespace-nowrap text-muted-foreground";

export function TaskTable({ project, rows, members, sort, onSort, selection, onOpen }: TaskTableProps) {
  const { selected, all } = selection;
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const columns = new Map(project.columns.map(({ id, name }) => [id, name]));
  return (
    <div className="relative overflow-x-auto rounded-lg border bg-card shadow-card">
      <table className="w-full border-collapse">
        <thead className="border-b">
          <tr>
            <th scope="col" className={cn(head, "w-9 pl-3")}>
              <Checkbox
                aria-label={text.list.selectAll}
                checked={all}
                indeterminate={!all && selected.length > 0}
                onChange={({ target }) => selection.toggleAll(target.checked)}
                className="block"
              />
            </th>
            <SortHead label={text.list.columns.task} column="rank" sort={sort} onSort={onSort} className="w-full" />
            <th scope="col" className={cn(head, "max-sm:hidden")}>
              {text.fields.status}
            </th>
            <th scope="col" className={cn(head, "max-md:hidden")}>
              {text.fields.priority}
            </th>
            <th scope="col" className={cn(head, "max-md:hidden")}>
              {text.fields.assignee_id}
            </th>
            <SortHead label={text.fields.due_at} column="due_at" sort={sort} onSort={onSort} />
            <SortHead
              label={text.list.columns.updated}
              column="updated_at"
              sort={sort}
              onSort={onSort}
              className="max-lg:hidden"
            />
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((task) => (
            <Row
              key={task.id}
              task={task}
              code={taskCode(project.code, task.number)}
              column={columns.get(task.column_id)}
              assignee={names.get(task.assignee_id ?? "")}
              selected={selection.has(task.id)}
              onSelect={selection.toggle}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type SortHeadProps = {
  label: string;
  column: "rank" | "due_at" | "updated_at";
  sort: Sort;
  onSort: (sort: Sort) => void;
  className?: string;
};

function SortHead({ label, column, sort, onSort, className }: SortHeadProps) {
  const active = sort.replace("-", "") === column;
  const descending = sort.startsWith("-");
  const Arrow = descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={active ? (descending ? "descending" : "ascending") : undefined}
      className={cn(head, className)}
    >
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, column))}
        className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 hover:text-foreground"
      >
        {label}
        {active ? <Arrow aria-hidden="true" className="size-3.5" /> : null}
      </button>
    </th>
  );
}

type RowProps = {
  task: TaskRow;
  code: string;
  column?: string;
  assignee?: string;
  selected: boolean;
  onSelect: RowSelection["toggle"];
  onOpen: (taskId: string) => void;
};

const cell = "px-2 py-1.5 align-middle whitespace-nowrap";

function Row({ task, code, column, assignee, selected, onSelect, onOpen }: RowProps) {
  return (
    <tr data-task={task.id} className={cn("relative hover:bg-accent/50", selected && "bg-primary-soft/50")}>
      <td className={cn(cell, "relative z-10 pl-3")}>
        <Checkbox
          aria-label={text.list.select(task.title)}
          checked={selected}
          onChange={({ target, nativeEvent }) =>
            onSelect(task.id, target.checked, (nativeEvent as MouseEvent).shiftKey === true)
          }
          className="block"
        />
      </td>
      <th scope="row" className="w-full max-w-0 min-w-48 px-2 py-1.5 text-left font-normal">
        <span className="flex min-w-0 items-baseline gap-2">
          <a
            href={paths.task(task.project_id, task.id)}
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              onOpen(task.id);
            }}
            className={cn(
              "min-w-0 truncate font-medium after:absolute after:inset-0",
              task.status === "done" && "text-muted-foreground",
            )}
          >
            {task.title}
          </a>
          <span className="text-xs whitespace-nowrap text-muted-foreground tabular-nums max-sm:hidden">{code}</span>
          {task.comment_count > 0 ? (
            <span className="inline-flex items-center gap-0.5 text-xs text-muted-foreground max-sm:hidden">
              <MessageSquare aria-hidden="true" className="size-3.5" />
              <span aria-hidden="true">{task.comment_count}</span>
              <span className="sr-only">{text.list.comments(task.comment_count)}</span>
            </span>
          ) : null}
        </span>
        <span className="mt-0.5 flex items-center gap-3 text-muted-foreground sm:hidden">
          <StatusMark status={task.status} label={column} />
          <PriorityMark priority={task.priority} />
        </span>
      </th>
      <td className={cn(cell, "max-sm:hidden")}>
        <StatusMark status={task.status} label={column} />
      </td>
      <td className={cn(cell, "max-md:hidden")}>
        <PriorityMark priority={task.priority} labelled />
      </td>
      <td className={cn(cell, "max-md:hidden")}>
        {assignee ? (
          <span className="flex max-w-40 items-center gap-1.5 text-xs">
            <Avatar name={assignee} seed={task.assignee_id ?? undefined} size="xs" />
            <span className="truncate">{assignee}</span>
          </span>
        ) : (
          <span className="text-muted-foreground">–</span>
        )}
      </td>
      <td className={cn(cell, "pr-3")}>
        <DueMark dueAt={task.due_at} status={task.status} />
      </td>
      <td className={cn(cell, "pr-3 text-xs text-muted-foreground max-lg:hidden")}>
        <time dateTime={task.updated_at} title={formatDateTime(task.updated_at)}>
          {formatRelative(task.updated_at)}
        </time>
      </td>
    </tr>
  );
}
