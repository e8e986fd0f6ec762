import { cn } from "@/lib/cn";

const most = 99;

/** How many of something wait, beside what leads to them. */
export function Count({
  value,
  label,
  className,
}: {
  value: number;
  /** For those who do not see it; without one, the words around it say it. */
  label?: (count: number) => string;
  className?: string;
}) {
  if (value === 0) return null;
  return (
    <>
      <span
        aria-hidden="true"
        className={cn(
          "flex h-4 min-w-4 shrink-0 items-center justify-center rounded-full bg-destructive px-1 text-[0.625rem] leading-none font-semibold text-destructive-foreground tabular-nums",
          className,
        )}
      >
        {value > most ? `${most}+` : value}
      </span>
      {label ? <span className="sr-only">{label(value)}</span> : null}
    </>
  );
}
