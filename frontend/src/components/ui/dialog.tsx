"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";
import { useScrollLock } from "./use-scroll-lock";

export const Dialog = Primitive.Root;

/** Radix' own overlay would write a style sheet into the page to stop scrolling. */
export function Backdrop({ className }: { className?: string }) {
  useScrollLock();
  return (
    <div
      aria-hidden="true"
      className={cn("fixed inset-0 z-40 animate-in bg-black/40 fade-in-0 dark:bg-black/60", className)}
    />
  );
}

/** Escape closes the menu that is open inside a dialog, not the dialog. */
export function keepForMenu(event: Event) {
  if (document.querySelector("[data-menu]")) event.preventDefault();
}

export interface DialogContentProps extends Omit<ComponentProps<typeof Primitive.Content>, "title"> {
  title: string;
  description?: ReactNode;
  closeLabel?: string;
}

/** In the middle of the screen; on phones at its lower edge. */
export function DialogContent({
  title,
  description,
  closeLabel = "Close",
  className,
  children,
  ...props
}: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Backdrop />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        onEscapeKeyDown={keepForMenu}
        className={cn(
          "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] animate-in flex-col rounded-t-xl border bg-popover text-popover-foreground shadow-popover fade-in-0 slide-in-from-bottom-4 sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-full sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl sm:slide-in-from-bottom-0",
          className,
        )}
        {...props}
      >
        <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-1">
          <div className="min-w-0 pt-1">
            <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="mt-1 text-muted-foreground">{description}</Primitive.Description>
            ) : null}
          </div>
          <Primitive.Close asChild>
            <Button variant="quiet" size="icon-sm" aria-label={closeLabel} className="-mr-1.5">
              <X aria-hidden="true" />
            </Button>
          </Primitive.Close>
        </div>
        <div className="min-h-0 overflow-y-auto px-5 pt-3 pb-5">{children}</div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end", className)} {...props} />;
}
