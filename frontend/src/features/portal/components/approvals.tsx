"use client";

import { useQuery } from "@tanstack/react-query";
import { Stamp } from "lucide-react";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { isMissing } from "@/lib/api/errors";
import { formatDue } from "@/lib/format";
import { usePortal } from "../context";
import { text } from "../messages/en";
import { approval as approvalOf, approvals as approvalsOf } from "../queries";
import { ApprovalCard } from "./approval-card";
import { Back } from "./back";
import { PartLink } from "./part-link";
import { approvalTones } from "./tasks";

export function Approvals() {
  const { portal } = usePortal();
  const approvals = useQuery(approvalsOf(portal.link_id));
  return (
    <>
      <h1 className="mb-4 text-lg font-semibold">{text.approvals.title}</h1>
      {approvals.isPending ? <RowsSkeleton rows={3} label={text.approvals.title} /> : null}
      {approvals.isError && !approvals.data ? (
        <ErrorCard error={approvals.error} onRetry={() => void approvals.refetch()} />
      ) : null}
      {approvals.data?.length === 0 ? (
        <Empty icon={Stamp} title={text.approvals.empty} hint={text.approvals.emptyHint} />
      ) : null}
      {approvals.data && approvals.data.length > 0 ? (
        <Card>
          <ul className="divide-y">
            {approvals.data.map(({ id, status, task_title: title, project_name: project, requested_at: at }) => (
              <li key={id}>
                <PartLink
                  view="approvals"
                  id={id}
                  className="flex min-h-13 items-center gap-3 px-4 py-2.5 transition-colors hover:bg-muted focus-visible:-outline-offset-2"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block">{title}</span>
                    <span className="block text-xs text-muted-foreground">
                      {project} · {formatDue(at)}
                    </span>
                  </span>
                  <Badge tone={approvalTones[status]}>{text.approvals.status[status]}</Badge>
                </PartLink>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}

export function Approval({ id }: { id: string }) {
  const { portal } = usePortal();
  const approval = useQuery(approvalOf(portal.link_id, id));
  return (
    <>
      <Back view="approvals">{text.approvals.back}</Back>
      {approval.isPending ? <RowsSkeleton rows={3} label={text.approvals.title} /> : null}
      {isMissing(approval.error) ? <Empty heading="h1" title={text.approvals.notFound} /> : null}
      {approval.isError && !isMissing(approval.error) ? (
        <ErrorCard error={approval.error} onRetry={() => void approval.refetch()} />
      ) : null}
      {approval.data ? (
        <>
          <h1 className="mb-3 text-lg font-semibold">{approval.data.task_title}</h1>
          <ApprovalCard approval={approval.data} />
        </>
      ) : null}
    </>
  );
}
