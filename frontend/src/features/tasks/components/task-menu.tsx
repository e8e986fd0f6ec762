"use client";

import { Ellipsis, History, Link2, Share2, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { ShareSheet } from "@/features/sharing";
import { useDeleteTask } from "../hooks/use-task-actions";
import { text } from "../messages/en";
import type { Task } from "../types";

/** What can be done with a task besides changing it. */
export function TaskMenu({ task, onDeleted }: { task: Task; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false);
  const [sharing, setSharing] = useState(false);
  const remove = useDeleteTask(onDeleted);

  const copyLink = async () => {
    await navigator.clipboard.writeText(`${location.origin}${paths.task(task.project_id, task.id)}`);
    toast.success(text.detail.linkCopied);
  };

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon-sm" aria-label={text.detail.actions}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setSharing(true)}>
            <Share2 aria-hidden="true" />
            {text.detail.share}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void copyLink()}>
            <Link2 aria-hidden="true" />
            {text.detail.copyLink}
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link href={paths.taskHistory(task.project_id, task.id)} prefetch={false}>
              <History aria-hidden="true" />
              {text.detail.history}
            </Link>
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem tone="danger" onSelect={() => setAsking(true)}>
            <Trash2 aria-hidden="true" />
            {text.detail.delete}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {sharing ? (
        <ShareSheet scope={{ type: "task", id: task.id, name: task.title }} onClose={() => setSharing(false)} />
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={text.detail.deleteAsk}
        description={text.detail.deleteHint}
        confirm={text.detail.delete}
        pending={remove.isPending}
        onConfirm={() => remove.mutate(task, { onSettled: () => setAsking(false) })}
      />
    </>
  );
}
