"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useCan } from "@/lib/data/can";
import { useMembers } from "@/lib/data/members";
import { later } from "@/lib/later";
import { text } from "../messages/en";
import { Invitations } from "./invitations";
import { MemberRow } from "./member-row";

const InviteDialog = later(() => import("./invite-dialog").then((part) => part.InviteDialog));

export function MembersPage() {
  const can = useCan();
  const members = useMembers();
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-3">
        <h2 className="sr-only">{text.title}</h2>
        <p className="flex-1 basis-60 text-muted-foreground">{text.hint}</p>
        {can("createInvitation") ? (
          <Button onClick={() => setInviting(true)}>
            <UserPlus aria-hidden="true" />
            {text.invite}
          </Button>
        ) : null}
      </div>
      {members.isPending ? <RowsSkeleton rows={2} label={text.title} /> : null}
      {members.isError && !members.data ? (
        <ErrorCard title={text.failed} error={members.error} onRetry={() => void members.refetch()} />
      ) : null}
      {members.data ? (
        <Card>
          <ul className="divide-y" aria-label={text.title}>
            {members.data.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </ul>
        </Card>
      ) : null}
      <Invitations />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
}
