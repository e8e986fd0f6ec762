"use client";

import { AlertDialog as Primitive } from "radix-ui";
import { Button } from "@/components/ui/button";
import { Backdrop } from "@/components/ui/dialog";
import type { ClashDialogProps } from "./clash-dialog";

/** Two versions of the same fields side by side; one of them is chosen. */
export function ClashDialogBox({ fields, pending, onKeepMine, onTakeTheirs }: ClashDialogProps) {
  return (
    <Primitive.Root open>
      <Primitive.Portal>
        <Backdrop className="z-50" />
        <Primitive.Content
          aria-modal="true"
          className="fixed inset-x-4 top-1/2 z-50 max-h-[92dvh] -translate-y-1/2 animate-in overflow-y-auto rounded-xl border bg-popover p-5 text-popover-foreground shadow-popover fade-in-0 sm:inset-x-auto sm:left-1/2 sm:w-full sm:max-w-xl sm:-translate-x-1/2"
        >
          <Primitive.Title className="text-base font-semibold">Somebody changed this meanwhile</Primitive.Title>
          <Primitive.Description className="mt-1 text-muted-foreground">
            While you were editing, the same was changed by someone else. Which one shall it be?
          </Primitive.Description>
          <div className="mt-4 space-y-4">
            {fields.map(({ label, mine, theirs }) => (
              <div key={label}>
                <p className="mb-1 font-medium">{label}</p>
                <dl className="grid gap-2 sm:grid-cols-2">
                  <Version name="Your version" value={mine} />
                  <Version name="Their version" value={theirs} />
                </dl>
              </div>
            ))}
          </div>
          <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <Primitive.Cancel asChild>
              <Button variant="secondary" onClick={onTakeTheirs}>
                Take theirs
              </Button>
            </Primitive.Cancel>
            <Button pending={pending} onClick={onKeepMine}>
              Keep mine
            </Button>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Version({ name, value }: { name: string; value: string }) {
  return (
    <div className="rounded-md border bg-card px-3 py-2">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="mt-0.5 max-h-32 overflow-y-auto whitespace-pre-wrap">{value || "—"}</dd>
    </div>
  );
}
