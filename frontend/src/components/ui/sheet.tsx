"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";
import { Backdrop, keepForMenu } from "./dialog";

export const Sheet = Primitive.Root;

export interface SheetContentProps extends Omit<ComponentProps<typeof Primitive.Content>, "title"> {
  title: string;
  /** The title is there for screen readers only: the content shows its own. */
  hideTitle?: boolean;
  description?: ReactNode;
  /** Controls in the head, beside the close button. */
  actions?: ReactNode;
  closeLabel?: string;
}

/** A panel at the right; on phones the whole screen. */
export function SheetContent({
  title,
  hideTitle,
  description,
  actions,
  closeLabel = "Close",
  className,
  children,
  ...props
}: SheetContentProps) {
  return (
    <Primitive.Portal>
      <Backdrop />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        onEscapeKeyDown={keepForMenu}
        className={cn(
          "fixed inset-y-0 right-0 z-50 flex w-full animate-in flex-col border-l bg-popover text-popover-foreground shadow-popover fade-in-0 slide-in-from-right-8 sm:max-w-xl",
          className,
        )}
        {...props}
      >
        <div className="flex min-h-13 shrink-0 items-center justify-between gap-3 border-b px-4 sm:px-5">
          <div className={cn("min-w-0 py-2", hideTitle && "sr-only")}>
            <Primitive.Title className="truncate text-base font-semibold">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="text-muted-foreground">{description}</Primitive.Description>
            ) : null}
          </div>
          <div className="ml-auto flex items-center gap-1">
            {actions}
            <Primitive.Close asChild>
              <Button variant="quiet" size="icon-sm" aria-label={closeLabel}>
                <X aria-hidden="true" />
              </Button>
            </Primitive.Close>
          </div>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 sm:px-5">{children}</div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function SheetFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "sticky -bottom-4 -mx-4 mt-auto -mb-4 flex justify-end gap-2 border-t bg-popover px-4 py-3 sm:-mx-5 sm:px-5",
        className,
      )}
      {...props}
    />
  );
}
