"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner, toast as show } from "sonner";
import { isApiError, messageOf } from "@/lib/api/errors";

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      gap={8}
      toastOptions={{
        classNames: {
          toast: "!rounded-lg !border !bg-popover !text-popover-foreground !shadow-popover !font-sans !text-sm",
          description: "!text-muted-foreground",
          actionButton: "!h-7 !rounded-md !bg-primary !px-2.5 !text-primary-foreground",
          closeButton: "!border !bg-popover !text-muted-foreground",
        },
      }}
    />
  );
}

export interface ToastAction {
  label: string;
  onClick: () => void;
}

const undoMs = 8000;

export const toast = {
  success: (title: string, options: { description?: string; action?: ToastAction } = {}) =>
    show.success(title, { ...options, duration: options.action ? undoMs : 4000 }),
  info: (title: string, options: { description?: string; action?: ToastAction } = {}) =>
    show(title, { ...options, duration: options.action ? undoMs : 4000 }),
  /** What failed as the title, why as the text; with the id that the log knows. */
  error: (title: string, error?: unknown, action?: ToastAction) => {
    const id = isApiError(error) && error.status >= 500 && error.requestId ? ` (${error.requestId})` : "";
    return show.error(title, {
      description: error === undefined ? undefined : `${messageOf(error)}${id}`,
      action,
      duration: 8000,
    });
  },
  dismiss: (id?: string | number) => show.dismiss(id),
};
