import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface EmptyProps {
  icon?: LucideIcon;
  title: string;
  hint?: ReactNode;
  /** The one thing to do here. */
  action?: ReactNode;
  /** When it is all there is on the page. */
  heading?: "h1" | "p";
  /** Inside a card or column: smaller. */
  compact?: boolean;
  className?: string;
}

/** Nothing is here: what this place is for, and one way on. */
export function Empty({ icon: Icon, title, hint, action, heading: Heading = "p", compact, className }: EmptyProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center justify-center rounded-lg border border-dashed px-6 text-center",
        compact ? "py-6" : "py-14",
        className,
      )}
    >
      {Icon ? (
        <span className="mb-3 flex size-10 items-center justify-center rounded-lg bg-secondary text-muted-foreground">
          <Icon aria-hidden="true" className="size-5" />
        </span>
      ) : null}
      <Heading className="font-semibold text-balance">{title}</Heading>
      {hint ? <p className="mt-1 max-w-sm text-pretty text-muted-foreground">{hint}</p> : null}
      {action ? <div className="mt-4 flex flex-wrap items-center justify-center gap-2">{action}</div> : null}
    </div>
  );
}
