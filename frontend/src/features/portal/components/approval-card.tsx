"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, PencilLine, Stamp, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { PlainText } from "@/components/plain-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { formatDateTime, formatDue } from "@/lib/format";
import { usePortalActions } from "../actions";
import { usePortal } from "../context";
import { text } from "../messages/en";
import { evidence as evidenceOf } from "../queries";
import type { PortalApproval } from "../types";
import { PartLink } from "./part-link";
import { approvalTones } from "./tasks";

/** A question whether something is right, with what it is about and the answer. */
export function ApprovalCard({ approval, brief }: { approval: PortalApproval; brief?: boolean }) {
  const { writes } = usePortal();
  const { status } = approval;
  return (
    <Card className={status === "pending" ? "border-warning p-4" : "p-4"}>
      <div className="flex flex-wrap items-center gap-2">
        <Stamp aria-hidden="true" className="size-4.5 text-muted-foreground" />
        <p className="min-w-0 flex-1 font-medium">
          {text.approvals.asks(approval.requested_by_name ?? text.approvals.somebody)}
        </p>
        <Badge tone={approvalTones[status]}>{text.approvals.status[status]}</Badge>
      </div>
      {approval.note ? <PlainText className="mt-2">{approval.note}</PlainText> : null}
      <section aria-label={text.approvals.about} className="mt-3 rounded-md border bg-muted p-3">
        <p className="text-xs font-medium text-muted-foreground">{text.approvals.about}</p>
        <p className="font-medium">{approval.snapshot.title}</p>
        {approval.snapshot.description ? <PlainText className="mt-1">{approval.snapshot.description}</PlainText> : null}
      </section>
      {approval.changed_since ? (
        <p className="mt-2 flex items-start gap-1.5 text-xs font-medium text-warning">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          {text.approvals.changed}
        </p>
      ) : null}
      {status === "pending" ? writes ? <Decision approval={approval} /> : null : <Decided approval={approval} />}
      {brief ? null : (
        <p className="mt-3">
          <PartLink
            view="tasks"
            id={approval.task_id}
            className="rounded-sm text-primary-soft-foreground underline underline-offset-4"
          >
            {text.approvals.task}
          </PartLink>
        </p>
      )}
      <Record id={approval.id} hash={approval.snapshot_hash} />
    </Card>
  );
}

function Decided({ approval }: { approval: PortalApproval }) {
  const { decided_at: at, decided_by_name: name, decision_note: note, status } = approval;
  return (
    <div className="mt-3">
      <p>
        <span className="font-medium">{text.approvals.status[status]}</span>{" "}
        {at ? (
          <span className="text-muted-foreground" title={formatDateTime(at)}>
            {text.approvals.decidedBy(name ?? text.approvals.somebody, formatDue(at))}
          </span>
        ) : null}
      </p>
      {note ? <PlainText className="mt-1">{note}</PlainText> : null}
    </div>
  );
}

/** Two answers, both with a word about it; wishes need one. */
function Decision({ approval }: { approval: PortalApproval }) {
  const { portal, named } = usePortal();
  const { decide } = usePortalActions(portal.link_id);
  const [answer, setAnswer] = useState<"approve" | "changes" | null>(null);
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);

  if (answer === null) {
    return (
      <div className="mt-4 flex flex-wrap gap-2">
        <Button size="lg" className="flex-1 basis-40" onClick={() => setAnswer("approve")}>
          <CircleCheck aria-hidden="true" />
          {text.approvals.approve}
        </Button>
        <Button variant="secondary" size="lg" className="flex-1 basis-40" onClick={() => setAnswer("changes")}>
          <PencilLine aria-hidden="true" />
          {text.approvals.changes}
        </Button>
      </div>
    );
  }

  const approve = answer === "approve";
  const send = () => {
    const words = note.trim();
    if (!approve && !words) return setMissing(true);
    named(() => decide.mutate({ id: approval.id, approve, note: words }));
  };
  return (
    <div className="mt-4 space-y-3">
      <Field
        label={approve ? text.approvals.noteOptional : text.approvals.changesLabel}
        error={missing ? text.approvals.changesMissing : undefined}
        optional={approve}
        required={!approve}
      >
        <Textarea
          autoFocus
          value={note}
          maxLength={2000}
          onChange={({ target }) => {
            setNote(target.value);
            setMissing(false);
          }}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="secondary" onClick={() => setAnswer(null)}>
          {text.approvals.cancel}
        </Button>
        <Button pending={decide.isPending} onClick={send}>
          {approve ? text.approvals.approve : text.approvals.send}
        </Button>
      </div>
    </div>
  );
}

/** Who asked and who answered, and the fingerprint of what it was about. */
function Record({ id, hash }: { id: string; hash: string }) {
  const { portal } = usePortal();
  const [open, setOpen] = useState(false);
  const evidence = useQuery({ ...evidenceOf(portal.link_id, id), enabled: open });
  return (
    <details className="mt-3 text-xs text-muted-foreground" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 w-fit rounded-sm">{text.approvals.record}</summary>
      <ol className="mt-1 space-y-1">
        {evidence.data?.map((entry) => (
          <li key={entry.seq}>
            {text.approvals.recordActions[entry.action]}{" "}
            {text.approvals.decidedBy(entry.actor_name ?? text.approvals.somebody, formatDateTime(entry.at))}
          </li>
        ))}
      </ol>
      <p className="mt-1">{text.approvals.fingerprint}</p>
      <code className="block font-mono break-all">{hash}</code>
    </details>
  );
}
