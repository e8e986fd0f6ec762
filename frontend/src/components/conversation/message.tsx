import type { ReactNode } from "react";
import { AudienceMark } from "@/components/audience";
import { PlainText } from "@/components/plain-text";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/cn";
import { formatDateTime, formatTime } from "@/lib/format";
import { text } from "./messages/en";

export interface MessageProps {
  author: string;
  /** Decides the colour of the picture. */
  seed?: string;
  at: string;
  body: string | null;
  edited?: boolean;
  /** Written by the person who reads it now. */
  own?: boolean;
  /** For the team only; never set where clients read. */
  internal?: boolean;
  /** Beside the time: who else reads it, where that is not plain. */
  mark?: ReactNode;
  actions?: ReactNode;
  /** Instead of the text, while it is being changed. */
  editor?: ReactNode;
  children?: ReactNode;
}

/** One message, as members and clients see it. A note for the team looks like nothing else here. */
export function Message(props: MessageProps) {
  const { author, seed, at, body, edited, own, internal, mark, actions, editor, children } = props;
  return (
    <article
      aria-label={internal ? text.noteBy(author) : text.messageBy(author)}
      data-audience={internal ? "internal" : "client"}
      className={cn(
        "flex gap-2.5 rounded-lg px-3 py-2.5",
        internal
          ? "border border-l-4 border-dashed border-warning bg-warning-soft"
          : own
            ? "border border-transparent bg-primary-soft"
            : "border bg-card",
      )}
    >
      <Avatar name={author} seed={seed} size="sm" />
      <div className="min-w-0 flex-1">
        <div className="flex items-start gap-x-2 text-xs text-muted-foreground">
          <div className="flex min-h-6 min-w-0 flex-1 flex-wrap items-center gap-x-2">
            <span className="text-sm font-medium text-foreground">{author}</span>
            <time dateTime={at} title={formatDateTime(at)}>
              {formatTime(at)}
            </time>
            {edited ? <span>· {text.edited}</span> : null}
            {internal ? <AudienceMark audience="internal" /> : mark}
          </div>
          {actions ? <span className="flex shrink-0 items-center">{actions}</span> : null}
        </div>
        {editor ??
          (body === null ? (
            <p className="text-muted-foreground italic">{text.deleted}</p>
          ) : (
            <PlainText className="mt-0.5">{body}</PlainText>
          ))}
        {children}
      </div>
    </article>
  );
}

/** Between two days. */
export function DayLine({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-center gap-3 py-1 text-xs font-medium text-muted-foreground">
      <span aria-hidden="true" className="h-px flex-1 bg-border" />
      {children}
      <span aria-hidden="true" className="h-px flex-1 bg-border" />
    </div>
  );
}
