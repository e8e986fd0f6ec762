"use client";

import {
  ArrowDownToLine,
  ArrowRight,
  ArrowUpToLine,
  CircleCheck,
  CircleDashed,
  Ellipsis,
  ExternalLink,
} from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { paths } from "@/config/paths";
import type { BoardColumn, TaskRow } from "../../tasks/types";
import { text } from "../messages/en";
import type { Target } from "../model";

export type CardActions = {
  columns: BoardColumn[];
  move: (taskId: string, target: Target) => void;
  finish: (task: TaskRow) => void;
};

const last = Number.MAX_SAFE_INTEGER;

/** Everything that dragging does, by single clicks or keys. */
export function CardMenu({ task, actions }: { task: TaskRow; actions: CardActions }) {
  const here = task.column_id;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="quiet"
          size="icon-sm"
          data-card-menu
          aria-label={text.menu(task.title)}
          className="relative z-10 -mt-1 -mr-1 size-6 opacity-70 group-hover:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100"
        >
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>{text.moveTo}</DropdownMenuLabel>
        {actions.columns
          .filter(({ id }) => id !== here)
          .map((column) => (
            <DropdownMenuItem key={column.id} onSelect={() => actions.move(task.id, { columnId: column.id, index: 0 })}>
              <ArrowRight aria-hidden="true" />
              {column.name}
            </DropdownMenuItem>
          ))}
        <DropdownMenuItem onSelect={() => actions.move(task.id, { columnId: here, index: 0 })}>
          <ArrowUpToLine aria-hidden="true" />
          {text.top}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => actions.move(task.id, { columnId: here, index: last })}>
          <ArrowDownToLine aria-hidden="true" />
          {text.bottom}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => actions.finish(task)}>
          {task.status === "done" ? <CircleDashed aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
          {task.status === "done" ? text.reopen : text.complete}
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={paths.task(task.project_id, task.id)} prefetch={false}>
            <ExternalLink aria-hidden="true" />
            {text.openPage}
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
