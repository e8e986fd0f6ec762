import { Badge } from "@/components/ui/badge";
import { formatDateTime, formatRelative } from "@/lib/format";
import type { AuditEntry } from "../api";
import { text } from "../messages/en";
import { actionWords, detailLines } from "../words";

/** One entry; what it carries besides is folded away. */
export function AuditRow({
  entry,
}: {
  entry: Omit<AuditEntry, "hash" | "object_name"> & { object_name?: string | null };
}) {
  const { actor_kind: kind, actor_name: actor, at, ip_prefix: network, object_name: object } = entry;
  const lines = detailLines(entry.detail);
  const who = actor ?? (kind === "system" ? text.system : text.unknown);
  return (
    <li className="px-4 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">{actionWords(entry.action)}</span>
        {object ? <span className="truncate">{object}</span> : null}
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
        <span>{who}</span>
        {text.kinds[kind] ? <Badge tone="outline">{text.kinds[kind]}</Badge> : null}
        {entry.on_behalf_of ? <span>{text.onBehalf}</span> : null}
        <time dateTime={at} title={formatDateTime(at)}>
          {formatRelative(at)}
        </time>
        {network ? <span>{network}</span> : null}
        <span>#{entry.seq}</span>
      </p>
      {lines.length > 0 ? (
        <details className="mt-1 text-xs">
          <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground">{text.details}</summary>
          <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            {lines.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted-foreground">{name}</dt>
                <dd className="break-words">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </li>
  );
}
