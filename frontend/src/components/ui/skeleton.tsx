import { cn } from "@/lib/cn";

/** A grey place for something that is on its way; the region around it has aria-busy. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block animate-pulse rounded-md bg-accent", className)} />;
}
