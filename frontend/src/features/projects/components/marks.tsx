import { CalendarDays } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import type { ProjectRow } from "@/lib/data/projects";
import { daysFromToday, formatDateTime, formatDue } from "@/lib/format";
import { text } from "../messages/en";

const statusTones: Record<ProjectRow["status"], BadgeTone> = {
  planned: "outline",
  active: "primary",
  on_hold: "warning",
  done: "success",
  archived: "neutral",
};

export const StatusBadge = ({ status }: { status: ProjectRow["status"] }) => (
  <Badge tone={statusTones[status]}>{text.status[status]}</Badge>
);

const healthTones: Record<ProjectRow["health"], string> = {
  on_track: "bg-success",
  at_risk: "bg-warning",
  off_track: "bg-destructive",
};

/** A dot and a word; the colour alone would say nothing to some. */
export function Health({ health }: { health: ProjectRow["health"] }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden="true" className={cn("size-2 rounded-full", healthTones[health])} />
      {text.health[health]}
    </span>
  );
}

export const isOpen = ({ status }: Pick<ProjectRow, "status">) => status !== "done" && status !== "archived";

/** With `plain` the label "Due" stands beside it already. */
export function Due({ project, plain }: { project: Pick<ProjectRow, "due_on" | "status">; plain?: boolean }) {
  if (!project.due_on) return <span className="text-muted-foreground">{plain ? text.notSet : text.noDue}</span>;
  const late = isOpen(project) && daysFromToday(project.due_on) < 0;
  const when = formatDue(project.due_on);
  return (
    <time
      dateTime={project.due_on}
      title={formatDateTime(project.due_on)}
      className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", late && "font-medium text-destructive")}
    >
      {plain ? null : <CalendarDays aria-hidden="true" className="size-3.5" />}
      {plain ? when : late ? text.overdue(when) : text.due(when)}
    </time>
  );
}
