"use client";

import { Check, CloudAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { SaveState } from "../hooks/use-task-draft";
import { text } from "../messages/en";

const words: Record<SaveState, string> = {
  idle: "",
  dirty: text.detail.unsaved,
  saving: text.detail.saving,
  saved: text.detail.saved,
  failed: text.detail.saveFailed,
  clash: text.detail.unsaved,
};

/** Whether what was typed is safe. */
export function SaveStateMark({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  return (
    <span className="flex items-center gap-2 text-xs text-muted-foreground">
      <span role="status" className="inline-flex items-center gap-1">
        {state === "saved" ? <Check aria-hidden="true" className="size-3.5 text-success" /> : null}
        {state === "failed" ? <CloudAlert aria-hidden="true" className="size-3.5 text-destructive" /> : null}
        {words[state]}
      </span>
      {state === "failed" ? (
        <Button variant="secondary" size="sm" onClick={onRetry}>
          {text.detail.retry}
        </Button>
      ) : null}
    </span>
  );
}
