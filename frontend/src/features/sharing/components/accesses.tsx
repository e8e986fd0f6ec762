"use client";

import { ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime, formatRelative } from "@/lib/format";
import { useAccesses } from "../api";
import { text } from "../messages/en";
import type { ShareLink } from "../types";

/** Who did what with a link, newest first. */
export function Accesses({ link, name, onClose }: { link: ShareLink; name: string; onClose: () => void }) {
  const accesses = useAccesses(link.id);
  const rows = accesses.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={text.access.title(name)}>
        {accesses.isPending ? <Skeleton className="h-24 w-full" /> : null}
        {accesses.isError && rows.length === 0 ? (
          <ErrorCard compact error={accesses.error} onRetry={() => void accesses.refetch()} />
        ) : null}
        {accesses.isSuccess && rows.length === 0 ? <p className="text-muted-foreground">{text.access.empty}</p> : null}
        <ul className="space-y-3">
          {rows.map((row) => (
            <li key={row.id}>
              <p>
                <span className="font-medium">{row.guest_name ?? row.guest_email ?? text.access.somebody}</span>{" "}
                {text.access.what[row.what] ?? row.what}
              </p>
              <p className="text-xs text-muted-foreground">
                <time dateTime={row.at} title={formatDateTime(row.at)}>
                  {formatRelative(row.at)}
                </time>
                {row.ip_prefix ? ` · ${text.access.from(row.ip_prefix)}` : ""}
                {row.guest_email && row.guest_name ? ` · ${row.guest_email}` : ""}
              </p>
            </li>
          ))}
        </ul>
        {accesses.hasNextPage ? (
          <Button
            variant="secondary"
            size="sm"
            className="mt-4"
            pending={accesses.isFetchingNextPage}
            onClick={() => void accesses.fetchNextPage()}
          >
            {text.access.more}
          </Button>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
