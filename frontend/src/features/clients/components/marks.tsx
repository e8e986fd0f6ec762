import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { ClientRow } from "@/lib/data/clients";
import { formatDateTime, formatRelative, formatSince } from "@/lib/format";
import { text } from "../messages/en";

const tones: Record<ClientRow["status"], BadgeTone> = {
  lead: "primary",
  active: "success",
  paused: "warning",
  former: "neutral",
};

export const StatusBadge = ({ status }: { status: ClientRow["status"] }) => (
  <Badge tone={tones[status]}>{text.status[status]}</Badge>
);

/** Whose turn it is, and for how long. */
export function Waiting({ client }: { client: Pick<ClientRow, "waiting_on" | "waiting_since"> }) {
  if (client.waiting_on === "none") return <span className="text-muted-foreground">{text.waiting.none}</span>;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <span className={client.waiting_on === "me" ? "font-medium text-warning" : undefined}>
        {text.waiting[client.waiting_on]}
      </span>
      {client.waiting_since ? (
        <span className="text-xs text-muted-foreground">{text.waitingFor(formatSince(client.waiting_since))}</span>
      ) : null}
    </span>
  );
}

export function When({ at }: { at: string | null }) {
  if (!at) return <span className="text-muted-foreground">{text.never}</span>;
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatRelative(at)}
    </time>
  );
}
