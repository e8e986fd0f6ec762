import { Lock } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { paths } from "@/config/paths";
import { cn } from "@/lib/cn";
import { formatDateTime, formatDue, formatTime, daysFromToday } from "@/lib/format";
import { text } from "../messages/en";
import type { Conversation } from "../types";
import { State } from "./marks";

const when = (at: string) => (daysFromToday(at) === 0 ? formatTime(at) : formatDue(at));

/** One line of the inbox. */
export function ConversationRow({ conversation, current }: { conversation: Conversation; current?: boolean }) {
  const { last_message: last, unread } = conversation;
  const author = last?.author_name ?? text.nobody;
  return (
    <Link
      href={paths.conversation(conversation.id)}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex gap-3 px-3 py-3 transition-colors hover:bg-muted focus-visible:-outline-offset-2",
        current && "bg-accent hover:bg-accent",
      )}
    >
      <Avatar name={conversation.client_name} seed={conversation.client_id} shape="square" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={cn("min-w-0 flex-1 truncate", unread > 0 && "font-semibold")}>{conversation.subject}</span>
          <time
            dateTime={conversation.last_message_at}
            title={formatDateTime(conversation.last_message_at)}
            className="shrink-0 text-xs text-muted-foreground"
          >
            {when(conversation.last_message_at)}
          </time>
        </span>
        <span className="block truncate text-xs text-muted-foreground">
          {[conversation.client_name, conversation.project_name, conversation.task_title].filter(Boolean).join(" · ")}
        </span>
        <span className="mt-0.5 flex items-center gap-1.5 text-muted-foreground">
          {last?.visibility === "internal" ? (
            <Lock role="img" aria-label={text.internal} className="size-3.5 shrink-0 text-warning" />
          ) : null}
          <span className="min-w-0 flex-1 truncate">{last ? text.excerpt(author, last.excerpt) : text.noMessages}</span>
          {unread > 0 ? (
            <span
              aria-label={text.unread(unread)}
              role="img"
              className="flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full bg-primary px-1.5 text-xs font-semibold text-primary-foreground tabular-nums"
            >
              {unread}
            </span>
          ) : null}
        </span>
        <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
          <State conversation={conversation} />
          {conversation.has_draft ? <Badge tone="outline">{text.draft}</Badge> : null}
        </span>
      </span>
    </Link>
  );
}
