import { cn } from "@/lib/cn";

/** A bar; drawn, because widths as style attributes are refused by the content policy. */
export function Progress({
  value,
  max,
  label,
  className,
}: {
  value: number;
  max: number;
  label: string;
  className?: string;
}) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-secondary", className)}
    >
      <rect height="4" width={share * 100} className={share === 1 ? "fill-success" : "fill-primary"} />
    </svg>
  );
}
