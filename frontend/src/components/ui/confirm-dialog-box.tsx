"use client";

import { AlertDialog as Primitive } from "radix-ui";
import { Button } from "./button";
import type { ConfirmDialogProps } from "./confirm-dialog";
import { Backdrop } from "./dialog";

/** Asks before something that cannot be taken back; the way out has the focus. */
export function ConfirmDialogBox(props: ConfirmDialogProps) {
  return (
    <Primitive.Root open onOpenChange={props.onOpenChange}>
      <Primitive.Portal>
        <Backdrop className="z-50" />
        <Primitive.Content
          aria-modal="true"
          className="fixed inset-x-4 top-1/2 z-50 -translate-y-1/2 animate-in rounded-xl border bg-popover p-5 text-popover-foreground shadow-popover fade-in-0 sm:inset-x-auto sm:left-1/2 sm:w-full sm:max-w-md sm:-translate-x-1/2"
        >
          <Primitive.Title className="text-base font-semibold">{props.title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="mt-1.5 text-muted-foreground">{props.description}</div>
          </Primitive.Description>
          <div className="mt-5 flex justify-end gap-2">
            <Primitive.Cancel asChild>
              <Button variant="secondary">{props.cancel ?? "Cancel"}</Button>
            </Primitive.Cancel>
            <Button
              variant={props.tone === "plain" ? "primary" : "destructive"}
              pending={props.pending}
              onClick={props.onConfirm}
            >
              {props.confirm}
            </Button>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
