"use client";

import { Check, Copy, RotateCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { isApiError, messageOf } from "@/lib/api/errors";
import { cn } from "@/lib/cn";

export interface ErrorCardProps {
  title?: string;
  error: unknown;
  onRetry?: () => void;
  retrying?: boolean;
  compact?: boolean;
  className?: string;
}

/** Something could not be loaded: why, a way to try again, and what support will ask for. */
export function ErrorCard({
  title = "This could not be loaded",
  error,
  onRetry,
  retrying,
  compact,
  className,
}: ErrorCardProps) {
  const known = isApiError(error) ? error : null;
  return (
    <div role="alert" className={cn("rounded-lg border bg-card p-5 shadow-card", compact && "p-4", className)}>
      <div className="flex gap-3">
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4.5 shrink-0 text-warning" />
        <div className="min-w-0">
          <p className="font-semibold">{title}</p>
          <p className="mt-0.5 text-muted-foreground">{messageOf(error)}</p>
          <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
            {onRetry ? (
              <Button variant="secondary" size="sm" onClick={onRetry} pending={retrying}>
                {retrying ? null : <RotateCw aria-hidden="true" />}
                Try again
              </Button>
            ) : null}
            {known?.requestId ? <RequestId id={known.requestId} status={known.status} /> : null}
          </div>
        </div>
      </div>
    </div>
  );
}

function RequestId({ id, status }: { id: string; status: number }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <span className="flex min-w-0 items-center gap-1 text-xs text-muted-foreground">
      <span className="shrink-0">{status} ·</span> <code className="truncate font-mono">{id}</code>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={copied ? "Request id copied" : "Copy request id"}
        onClick={copy}
      >
        {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      </Button>
    </span>
  );
}
