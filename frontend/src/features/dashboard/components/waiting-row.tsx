import { MessageSquare, PencilLine } from "lucide-react";
import Link from "next/link";
import { paths } from "@/config/paths";
import { formatDateTime, formatSince } from "@/lib/format";
import type { WorkWaiting } from "../groups";
import { text } from "../messages/en";

/** A conversation to answer, or a task that the client wants changed. */
export function WaitingRow({ item }: { item: WorkWaiting }) {
  const Icon = item.kind === "conversation" ? MessageSquare : PencilLine;
  const href = item.kind === "conversation" ? paths.conversation(item.id) : paths.task(item.project_id, item.task_id);
  return (
    <li className="relative flex min-h-11 items-center gap-1 pr-4 transition-colors first:rounded-t-lg last:rounded-b-lg hover:bg-muted">
      <span className="flex size-11 shrink-0 items-center justify-center text-muted-foreground">
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <span className="min-w-0 flex-1 py-1.5">
        <span className="flex min-w-0 flex-col @xl:flex-row @xl:items-center @xl:gap-3">
          <Link
            href={href}
            prefetch={false}
            className="line-clamp-2 min-w-0 rounded-sm after:absolute after:inset-0 @xl:line-clamp-1 @xl:flex-1"
          >
            {item.title}
          </Link>
          <time
            dateTime={item.since}
            title={formatDateTime(item.since)}
            className="text-xs text-muted-foreground @xl:shrink-0"
          >
            {text.waitingFor(item.client_name ?? text.unnamed, formatSince(item.since))}
          </time>
        </span>
        {item.said ? (
          <span className="line-clamp-1 text-xs text-muted-foreground">{text.said(item.said_by, item.said)}</span>
        ) : null}
      </span>
    </li>
  );
}
