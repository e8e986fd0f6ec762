"use client";

import { ErrorCard } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { useCan } from "@/lib/data/can";
import { formatRelative } from "@/lib/format";
import { useInvitations, useResend, useTakeBack, type Invitation } from "../api";
import { text } from "../messages/en";

/** Who is invited and has not come yet. */
export function Invitations() {
  const can = useCan();
  const invitations = useInvitations({ enabled: can("listInvitations") });
  if (invitations.isError && !invitations.data) {
    return (
      <ErrorCard
        compact
        className="mt-8"
        title={text.pendingFailed}
        error={invitations.error}
        onRetry={() => void invitations.refetch()}
      />
    );
  }
  if (!invitations.data?.length) return null;
  return (
    <Section id="invitations" title={text.pending} className="mt-8">
      <Card>
        <ul className="divide-y" aria-label={text.pending}>
          {invitations.data.map((invitation) => (
            <Row key={invitation.id} invitation={invitation} editable={can("deleteInvitation")} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function Row({ invitation, editable }: { invitation: Invitation; editable: boolean }) {
  const resend = useResend();
  const takeBack = useTakeBack();
  const { id, email, role, scope, sent_at: sentAt, invited_by_name: by } = invitation;
  const refused = (error: unknown) => toast.error(text.changeFailed, error);

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
      <div className="min-w-0 flex-1 basis-52">
        <p className="truncate font-medium">{email}</p>
        <p className="truncate text-xs text-muted-foreground">{text.sentBy(formatRelative(sentAt), by)}</p>
      </div>
      {scope === "listed" ? <Badge tone="outline">{text.listed}</Badge> : null}
      <Badge tone={role === "owner" ? "primary" : "neutral"}>{text.roles[role]}</Badge>
      {editable ? (
        <div className="flex gap-1">
          <Button
            variant="secondary"
            size="sm"
            aria-label={text.resendTo(email)}
            pending={resend.isPending}
            onClick={() => resend.mutate(id, { onSuccess: () => toast.success(text.resent(email)), onError: refused })}
          >
            {text.resend}
          </Button>
          <Button
            variant="quiet"
            size="sm"
            aria-label={text.takeBackFrom(email)}
            pending={takeBack.isPending}
            onClick={() =>
              takeBack.mutate(invitation, {
                onSuccess: () => toast.success(text.takenBack(email)),
                onError: refused,
              })
            }
          >
            {text.takeBack}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
