"use client";

import { useEffect, useState, type ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";

const slowMs = 5000;

/** Holds skeletons: tells screen readers that it loads, and everybody when it takes long. */
export function Loading({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" className={className}>
      <span role="status" className={slow ? "mb-3 block text-muted-foreground" : "sr-only"}>
        {slow ? `${label}: still loading` : label}
      </span>
      {children}
    </div>
  );
}

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-3/4", "w-1/3", "w-2/3"];

export function RowsSkeleton({ rows = 6, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <Loading label={label}>
      <Card className="divide-y">
        {Array.from({ length: rows }, (_, i) => (
          <div key={i} className="flex h-12 items-center gap-3 px-4">
            <Skeleton className="size-4 rounded-sm" />
            <Skeleton className={cn("h-3.5", widths[i % widths.length])} />
          </div>
        ))}
      </Card>
    </Loading>
  );
}

export function CardsSkeleton({ cards = 6, label = "Loading" }: { cards?: number; label?: string }) {
  return (
    <Loading label={label}>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {Array.from({ length: cards }, (_, i) => (
          <Card key={i} className="h-37 p-4">
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="mt-2 h-3 w-1/3" />
            <Skeleton className="mt-9 h-1.5 w-full" />
            <Skeleton className="mt-3 h-3 w-2/3" />
          </Card>
        ))}
      </div>
    </Loading>
  );
}

/** A head and a block of lines: for pages about one thing. */
export function DetailSkeleton({ label = "Loading" }: { label?: string }) {
  return (
    <Loading label={label}>
      <Skeleton className="h-7 w-56 max-w-full" />
      <Skeleton className="mt-3 h-4 w-80 max-w-full" />
      <Card className="mt-6 space-y-3 p-5">
        {widths.map((width) => (
          <Skeleton key={width} className={cn("h-3.5", width)} />
        ))}
      </Card>
    </Loading>
  );
}
