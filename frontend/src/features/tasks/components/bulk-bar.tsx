"use client";

import { ArrowRight, CircleCheck, Trash2, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { BulkAction } from "../hooks/use-bulk";
import { text } from "../messages/en";
import type { BoardColumn } from "../types";

export type BulkBarProps = {
  count: number;
  columns: BoardColumn[];
  pending: boolean;
  onAction: (action: BulkAction) => void;
  onClear: () => void;
};

/** What can be done with all selected tasks at once. */
export function BulkBar({ count, columns, pending, onAction, onClear }: BulkBarProps) {
  const [asking, setAsking] = useState(false);
  if (count === 0) return null;
  return (
    <>
      <div
        role="toolbar"
        aria-label={text.list.selected(count)}
        aria-busy={pending}
        className="sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-1.5 rounded-xl border bg-popover p-1.5 shadow-popover max-sm:bottom-20"
      >
        <span role="status" className="px-2 font-medium">
          {text.list.selected(count)}
        </span>
        <Button variant="ghost" size="sm" disabled={pending} onClick={() => onAction({ op: "complete" })}>
          <CircleCheck aria-hidden="true" />
          {text.list.complete}
        </Button>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" size="sm" disabled={pending}>
              <ArrowRight aria-hidden="true" />
              {text.list.move}
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent side="top">
            {columns.map(({ id, name }) => (
              <DropdownMenuItem key={id} onSelect={() => onAction({ op: "move", columnId: id })}>
                {name}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
        <Button
          variant="ghost"
          size="sm"
          disabled={pending}
          className="text-destructive"
          onClick={() => setAsking(true)}
        >
          <Trash2 aria-hidden="true" />
          {text.list.delete}
        </Button>
        <Button variant="quiet" size="icon-sm" aria-label={text.list.cancel} onClick={onClear}>
          <X aria-hidden="true" />
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={text.list.confirmDelete(count)}
        description={text.list.confirmDeleteHint}
        confirm={text.list.delete}
        onConfirm={() => {
          setAsking(false);
          onAction({ op: "delete" });
        }}
      />
    </>
  );
}
