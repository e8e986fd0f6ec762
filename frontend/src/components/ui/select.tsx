import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { controlClasses } from "./input";

export interface SelectProps extends Omit<ComponentProps<"select">, "size"> {
  size?: "sm" | "md";
  wrapperClassName?: string;
}

/** The browser's own select: right on phones, with screen readers and from the keyboard. */
export function Select({ className, wrapperClassName, size = "md", children, ...props }: SelectProps) {
  return (
    <span className={cn("relative inline-flex w-full", wrapperClassName)}>
      <select
        className={cn(
          controlClasses,
          "appearance-none truncate pr-8 read-only:bg-card",
          size === "sm" ? "h-7 text-[0.8125rem] touch:h-9" : "h-8.5 touch:h-11",
          className,
        )}
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}
