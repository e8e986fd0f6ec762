import { CalendarDays, CircleCheck, CircleDashed, CircleDot } from "lucide-react";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/format";
import { dueLabel, dueTone, priorityLabel, type DueTone } from "../format";
import { text } from "../messages/en";
import type { Status } from "../types";

const priorityTones = ["", "text-muted-foreground", "text-muted-foreground", "text-warning", "text-destructive"];

/** One to three bars; a square with an exclamation mark for what is urgent. */
function PriorityIcon({ priority }: { priority: number }) {
  if (priority === 4) {
    return (
      <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4 shrink-0">
        <rect x="1" y="1" width="14" height="14" rx="3.5" className="fill-current" />
        <path d="M8 4.2v4.6M8 11.3v.5" strokeWidth="1.8" strokeLinecap="round" className="stroke-card" />
      </svg>
    );
  }
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4 shrink-0 fill-current">
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1.5 + bar * 5}
          y={9.5 - bar * 3.5}
          width="3"
          height={5 + bar * 3.5}
          rx="1"
          opacity={bar < priority ? 1 : 0.3}
        />
      ))}
    </svg>
  );
}

/** How important a task is: never by colour alone. */
export function PriorityMark({ priority, labelled }: { priority: number; labelled?: boolean }) {
  if (priority === 0) return labelled ? <span className="text-muted-foreground">–</span> : null;
  const label = priorityLabel(priority);
  return (
    <span className={cn("inline-flex items-center gap-1 align-middle text-xs", priorityTones[priority])} title={label}>
      <PriorityIcon priority={priority} />
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
        "inline-flex items-center gap-1 rounded-sm align-middle text-xs whitespace-nowrap",
        tone === "later" ? "" : "px-1.5 py-px",
        dueTones[tone],
      )}
    >
      <CalendarDays aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="sr-only">{tone === "overdue" ? text.due.overdue : text.fields.due_at}: </span>
      {dueLabel(dueAt, tone)}
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
    <span className="inline-flex items-center gap-1.5 align-middle text-xs whitespace-nowrap">
      <Icon aria-hidden="true" className={cn("size-4 shrink-0", statusTones[status])} />
      {label ?? text.status[status]}
    </span>
  );
}
