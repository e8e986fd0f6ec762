"use client";

import { FileCheck2, Stamp, TriangleAlert, Undo2 } from "lucide-react";
import { useState } from "react";
import { PlainText } from "@/components/plain-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatDateTime, formatDue } from "@/lib/format";
import { later } from "@/lib/later";
import { useTaskApprovals, useWithdraw, type Approval } from "../api";
import { text } from "../messages/en";

const AskDialog = later(() => import("./ask-dialog").then((part) => part.AskDialog));
const EvidenceDialog = later(() => import("./evidence-dialog").then((part) => part.EvidenceDialog));

const tones = { pending: "warning", approved: "success", changes: "danger", withdrawn: "neutral" } as const;

interface About {
  id: string;
  title: string;
  visibility: "internal" | "client";
}

/** Whether the client said yes to this task, and how to ask. */
export function TaskApprovals({ task }: { task: About }) {
  const approvals = useTaskApprovals(task.id);
  const [asking, setAsking] = useState(false);
  const [latest, ...earlier] = approvals.data ?? [];
  const shown = task.visibility === "client";
  // Nothing asked and nothing to ask for: no word about it.
  if (!latest && !shown) return null;

  return (
    <section aria-label={text.title}>
      <Card className="p-3">
        {latest ? <Latest approval={latest} /> : <p className="text-muted-foreground">{text.hint}</p>}
        {latest?.status === "pending" ? null : (
          <div className="mt-2 flex flex-wrap items-center gap-3">
            <Button variant="secondary" size="sm" disabled={!shown} onClick={() => setAsking(true)}>
              <Stamp aria-hidden="true" />
              {latest ? text.askAgain : text.ask}
            </Button>
            {shown ? null : <p className="text-xs text-muted-foreground">{text.hidden}</p>}
          </div>
        )}
        {earlier.length > 0 ? (
          <details className="mt-3">
            <summary className="min-h-6 rounded-sm text-xs text-muted-foreground">
              {text.earlier(earlier.length)}
            </summary>
            <ul className="mt-2 space-y-3">
              {earlier.map((approval) => (
                <li key={approval.id}>
                  <Latest approval={approval} />
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </Card>
      {asking ? <AskDialog task={task} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function Latest({ approval }: { approval: Approval }) {
  const withdraw = useWithdraw();
  const [looking, setLooking] = useState(false);
  const { status, decided_at: decided, requested_at: asked } = approval;
  const at = decided ?? asked;

  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Stamp aria-hidden="true" className="size-4 text-muted-foreground" />
        <Badge tone={tones[status]}>{text.status[status]}</Badge>
        <time dateTime={at} title={formatDateTime(at)} className="text-xs text-muted-foreground">
          {decided && status !== "withdrawn"
            ? text.decided(approval.decided_by_name ?? text.client, formatDue(at))
            : text.asked(formatDue(asked))}
        </time>
        <span className="ml-auto flex gap-1">
          {status === "pending" ? (
            <Button variant="quiet" size="sm" pending={withdraw.isPending} onClick={() => withdraw.mutate(approval.id)}>
              <Undo2 aria-hidden="true" />
              {text.withdraw}
            </Button>
          ) : null}
          <Button variant="quiet" size="sm" onClick={() => setLooking(true)}>
            <FileCheck2 aria-hidden="true" />
            {text.record}
          </Button>
        </span>
      </div>
      {approval.note ? <PlainText className="mt-1.5 text-muted-foreground">{approval.note}</PlainText> : null}
      {approval.decision_note ? <PlainText className="mt-1.5">{approval.decision_note}</PlainText> : null}
      {approval.changed_since ? (
        <p className="mt-1.5 flex items-start gap-1.5 text-xs font-medium text-warning">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          {text.changed}
        </p>
      ) : null}
      {looking ? <EvidenceDialog approval={approval} onClose={() => setLooking(false)} /> : null}
    </div>
  );
}
