"use client";

import { Eye, MessageSquare } from "lucide-react";
import { memo, useRef } from "react";
import { Avatar } from "@/components/ui/avatar";
import { paths } from "@/config/paths";
import { cn } from "@/lib/cn";
import { isPlainClick } from "@/lib/is-plain-click";
import { DueMark, PriorityMark } from "../../tasks/components/marks";
import { taskCode } from "../../tasks/format";
import { isDraft } from "../../tasks/hooks/use-create-task";
import type { TaskRow } from "../../tasks/types";
import { useCardDrag } from "../hooks/use-drag";
import { text } from "../messages/en";
import { CardMenu, type CardActions } from "./card-menu";

export type TaskCardProps = {
  task: TaskRow;
  projectCode: string;
  assignee?: string;
  actions: CardActions;
  onOpen: (taskId: string) => void;
};

export const TaskCard = memo(function TaskCard({ task, projectCode, assignee, actions, onOpen }: TaskCardProps) {
  const ref = useRef<HTMLLIElement>(null);
  const draft = isDraft(task);
  const { dragging, edge } = useCardDrag(ref, task.id, !draft);

  return (
    <li
      ref={ref}
      data-card={task.id}
      data-task={task.id}
      className={cn(
        "group relative rounded-lg border bg-card p-2.5 shadow-card transition-[border-color,opacity] hover:border-border-strong",
        "[contain-intrinsic-size:auto_5.5rem] [content-visibility:auto]",
        dragging && "opacity-40",
        draft && "animate-pulse",
      )}
    >
      {edge ? (
        <span
          aria-hidden="true"
          className={cn("absolute inset-x-0 h-0.5 rounded-full bg-primary", edge === "top" ? "top-0" : "bottom-0")}
        />
      ) : null}
      <div className="flex items-start gap-2">
        <a
          href={paths.task(task.project_id, task.id)}
          data-card-link
          draggable={false}
          aria-disabled={draft || undefined}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            if (!draft) onOpen(task.id);
          }}
          className={cn(
            "min-w-0 flex-1 leading-snug font-medium break-words outline-none after:absolute after:inset-0 after:rounded-lg",
            "focus-visible:after:outline-2 focus-visible:after:outline-ring",
            task.status === "done" && "text-muted-foreground",
          )}
        >
          {task.title}
        </a>
        {draft ? null : <CardMenu task={task} actions={actions} />}
      </div>
      <div className="mt-2 flex min-h-6 flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-muted-foreground">
        {draft ? null : <span className="tabular-nums">{taskCode(projectCode, task.number)}</span>}
        <PriorityMark priority={task.priority} />
        <DueMark dueAt={task.due_at} status={task.status} />
        {task.comment_count > 0 ? (
          <span className="inline-flex items-center gap-1">
            <MessageSquare aria-hidden="true" className="size-3.5" />
            <span aria-hidden="true">{task.comment_count}</span>
            <span className="sr-only">{text.comments(task.comment_count)}</span>
          </span>
        ) : null}
        {task.visibility === "client" ? (
          <span className="inline-flex" title={text.clientVisible}>
            <Eye aria-hidden="true" className="size-3.5" />
            <span className="sr-only">{text.clientVisible}</span>
          </span>
        ) : null}
        {assignee ? (
          <Avatar
            name={assignee}
            seed={task.assignee_id ?? undefined}
            size="xs"
            label={text.assignedTo(assignee)}
            className="ml-auto"
          />
        ) : null}
      </div>
    </li>
  );
});
