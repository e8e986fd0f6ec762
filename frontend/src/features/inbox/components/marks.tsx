import { BellOff, CircleCheck } from "lucide-react";
import { AudienceMark } from "@/components/audience";
import { Badge } from "@/components/ui/badge";
import { formatDateTime, formatDue, formatSince } from "@/lib/format";
import { text } from "../messages/en";
import type { Conversation } from "../types";

/** Whose turn it is and for how long, or why nobody's. */
export function State({ conversation }: { conversation: Conversation }) {
  const { status, waiting_on: turn, waiting_since: since, snoozed_until: until } = conversation;
  if (status === "closed") {
    return (
      <Badge>
        <CircleCheck aria-hidden="true" />
        {text.closed}
      </Badge>
    );
  }
  if (status === "snoozed" && until) {
    return (
      <Badge title={formatDateTime(until)}>
        <BellOff aria-hidden="true" />
        {text.snoozedUntil(formatDue(until))}
      </Badge>
    );
  }
  if (turn === "none") return null;
  return (
    <Badge tone={turn === "me" ? "danger" : "neutral"} title={since ? formatDateTime(since) : undefined}>
      {text.waiting[turn]}
      {since ? ` ${text.waitingFor(formatSince(since))}` : ""}
    </Badge>
  );
}

/** Whether the client can see the conversation at all. */
export function Shown({ conversation }: { conversation: Conversation }) {
  return conversation.visibility === "client" ? (
    <AudienceMark audience="client" label={text.withClient} />
  ) : (
    <AudienceMark audience="internal" label={text.internal} />
  );
}
