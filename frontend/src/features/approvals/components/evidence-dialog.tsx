"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { PlainText } from "@/components/plain-text";
import { ErrorCard } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime } from "@/lib/format";
import { useEvidence, type Approval } from "../api";
import { text } from "../messages/en";

const words = text.evidence;

/** Who did what, when, from where, and to which text. */
export function EvidenceDialog({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const evidence = useEvidence(approval.id);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={words.title} description={words.hint}>
        {evidence.isPending ? <Skeleton className="h-32 w-full" /> : null}
        {evidence.isError ? <ErrorCard compact error={evidence.error} onRetry={() => void evidence.refetch()} /> : null}
        <ol className="space-y-4">
          {evidence.data?.map((entry) => (
            <li key={entry.seq}>
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{words.actions[entry.action]}</span>
                <Badge tone={entry.intact ? "success" : "danger"}>
                  {entry.intact ? <CircleCheck aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
                  {entry.intact ? words.intact : words.broken}
                </Badge>
              </p>
              <p className="text-xs text-muted-foreground">
                {[
                  entry.actor_name ?? text.somebody,
                  entry.actor_email,
                  formatDateTime(entry.at),
                  words.version(entry.entity_rev),
                  entry.ip_prefix ? words.from(entry.ip_prefix) : null,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              {entry.note ? <PlainText className="mt-1">{entry.note}</PlainText> : null}
              <dl className="mt-1 text-xs text-muted-foreground">
                <dt>{words.fingerprint}</dt>
                <dd className="font-mono break-all">{entry.snapshot_hash}</dd>
                <dt>{words.entry}</dt>
                <dd className="font-mono break-all">{entry.hash}</dd>
              </dl>
            </li>
          ))}
        </ol>
      </DialogContent>
    </Dialog>
  );
}
