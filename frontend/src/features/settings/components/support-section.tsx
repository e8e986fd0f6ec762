"use client";

import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { formatRelative, formatTime } from "@/lib/format";
import { text } from "../messages/en";
import { useDecideSupport, useSupportAccesses, type SupportAccess, type SupportDecision } from "../workspace";

const words = text.support;

const tones: Record<SupportAccess["status"], BadgeTone> = {
  requested: "warning",
  active: "danger",
  declined: "neutral",
  ended: "neutral",
  expired: "neutral",
};

const decisions: Partial<Record<SupportAccess["status"], SupportDecision[]>> = {
  requested: ["approve", "decline"],
  active: ["end"],
};

/** Nobody of the platform sees what is in here unless an owner agrees, for half an hour. */
export function SupportSection() {
  const accesses = useSupportAccesses();
  if (!accesses.data?.length) return null;
  return (
    <Section id="support" title={words.title}>
      <p className="mb-2 text-muted-foreground">{words.hint}</p>
      <Card>
        <ul className="divide-y" aria-label={words.title}>
          {accesses.data.map((access) => (
            <Access key={access.id} access={access} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function Access({ access }: { access: SupportAccess }) {
  const decide = useDecideSupport();
  const { id, admin_name: admin, reason, status, created_at: at, expires_at: until } = access;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {admin ?? words.somebody}
          <Badge tone={tones[status]}>
            {status === "active" && until ? words.until(formatTime(until)) : words.states[status]}
          </Badge>
        </p>
        <p className="break-words">{reason}</p>
        <p className="text-xs text-muted-foreground">{formatRelative(at)}</p>
      </div>
      {decisions[status]?.map((decision) => (
        <Button
          key={decision}
          size="sm"
          variant={decision === "approve" ? "primary" : "secondary"}
          pending={decide.isPending && decide.variables.decision === decision}
          onClick={() => decide.mutate({ id, decision }, { onError: (error) => toast.error(text.saveFailed, error) })}
        >
          {words[decision]}
        </Button>
      ))}
    </li>
  );
}
