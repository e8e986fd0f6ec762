"use client";

import { useQuery } from "@tanstack/react-query";
import { PlainText } from "@/components/plain-text";
import { ErrorCard } from "@/components/states";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime, formatRelative } from "@/lib/format";
import { text } from "../messages/en";
import { versions as options } from "../queries";

/** What a message said before it was edited. */
export function VersionsDialog({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const versions = useQuery(options(messageId));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={text.message.versions}>
        {versions.isPending ? <Skeleton className="h-24 w-full" /> : null}
        {versions.isError ? <ErrorCard compact error={versions.error} onRetry={() => void versions.refetch()} /> : null}
        <ol className="space-y-4">
          {versions.data?.map(({ rev, body, at }) => (
            <li key={rev}>
              <p className="flex gap-2 text-xs text-muted-foreground">
                <span className="font-medium text-foreground">{text.message.version(rev)}</span>
                <time dateTime={at} title={formatDateTime(at)}>
                  {formatRelative(at)}
                </time>
              </p>
              <PlainText>{body}</PlainText>
            </li>
          ))}
        </ol>
      </DialogContent>
    </Dialog>
  );
}
