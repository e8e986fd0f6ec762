"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      // Above the navigation of phones.
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
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
