"use client";

import { useEffect, useEffectEvent, useLayoutEffect, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { showAt, useMenu } from "./use-menu";

type EditorAtProps = {
  anchor: HTMLElement;
  label: string;
  onClose: () => void;
  className?: string;
  /** `close` gives the focus back. */
  children: (close: () => void) => ReactNode;
};

/** A small form that keys open at something on the page; Esc, or a press elsewhere, closes it. */
export function EditorAt({ anchor, label, onClose, className, children }: EditorAtProps) {
  const { open, close, id, panel } = useMenu(anchor);
  const closed = useEffectEvent(onClose);
  useEffect(() => {
    if (!open) closed();
  }, [open]);

  useLayoutEffect(() => {
    if (!panel.current) return;
    showAt(panel.current, anchor, "bottom", "start");
    const input = panel.current.querySelector("input");
    input?.focus({ preventScroll: true });
    if (input?.type === "text") input.select();
  }, [panel, anchor]);

  if (!open) return null;
  return (
    <div
      ref={panel}
      id={id}
      role="dialog"
      aria-label={label}
      popover="manual"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") close();
      }}
      className={cn(
        "fixed inset-auto m-0 max-w-[calc(100vw-1rem)] overflow-auto rounded-lg border bg-popover p-3 text-sm text-popover-foreground shadow-popover",
        className,
      )}
    >
      {children(close)}
    </div>
  );
}
