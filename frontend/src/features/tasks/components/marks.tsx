import {
  CalendarDays,
  CircleCheck,
  CircleDashed,
  CircleDot,
  SignalHigh,
  SignalLow,
  SignalMedium,
  Siren,
} from "lucide-react";
import { cn } from "@/lib/cn";
import { formatDateTime, formatDue } from "@/lib/format";
import { dueTone, priorityLabel, type DueTone } from "../format";
import { text } from "../messages/en";
import type { Status } from "../types";

const priorityIcons = [null, SignalLow, SignalMedium, SignalHigh, Siren];
const priorityTones = ["", "text-muted-foreground", "text-muted-foreground", "text-warning", "text-destructive"];

/** How important a task is: never by colour alone. */
export function PriorityMark({ priority, labelled }: { priority: number; labelled?: boolean }) {
  const Icon = priorityIcons[priority];
  if (!Icon) return labelled ? <span className="text-muted-foreground">–</span> : null;
  const label = priorityLabel(priority);
  return (
    <span className={cn("inline-flex items-center gap-1 text-xs", priorityTones[priority])} title={label}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <span className={labelled ? "text-foreground" : "sr-only"}>{labelled ? label : `Priority: ${label}`}</span>
    </span>
  );
}

const dueTones: Record<DueTone, string> = {
  overdue: "bg-destructive-soft text-destructive",
  today: "bg-warning-soft text-warning",
  soon: "bg-secondary text-foreground",
  later: "text-muted-foreground",
};

export function DueMark({ dueAt, status }: { dueAt: string | null; status: Status }) {
  const tone = dueTone(dueAt, status);
  if (!dueAt || !tone) return null;
  return (
    <time
      dateTime={dueAt}
      title={formatDateTime(dueAt)}
      className={cn(
        "inline-flex items-center gap-1 rounded-sm text-xs whitespace-nowrap",
        tone === "later" ? "" : "px-1.5 py-px",
        dueTones[tone],
      )}
    >
      <CalendarDays aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="sr-only">{tone === "overdue" ? text.due.overdue : text.fields.due_at}: </span>
      {formatDue(dueAt)}
    </time>
  );
}

const statusIcons = { todo: CircleDashed, doing: CircleDot, done: CircleCheck };
const statusTones: Record<Status, string> = {
  todo: "text-muted-foreground",
  doing: "text-primary-soft-foreground",
  done: "text-success",
};

export function StatusMark({ status, label }: { status: Status; label?: string }) {
  const Icon = statusIcons[status];
  return (
    <span className="inline-flex items-center gap-1.5 text-xs whitespace-nowrap">
      <Icon aria-hidden="true" className={cn("size-4 shrink-0", statusTones[status])} />
      {label ?? text.status[status]}
    </span>
  );
}
