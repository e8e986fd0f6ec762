"use client";

import { BellRing, Check, Ellipsis, RotateCcw, TimerReset } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { cn } from "@/lib/cn";
import { formatDateTime, formatRelative } from "@/lib/format";
import { useNotificationActions, useNotifications, type Notification } from "../api";
import { text } from "../messages/en";
import { sentenceOf } from "../sentence";

/** The same list in the panel of the bell and on its own page. */
export function NotificationList({ unread, onGo }: { unread: boolean; onGo?: () => void }) {
  const notifications = useNotifications({ unread });
  const rows = notifications.data?.pages.flatMap((page) => page.data) ?? [];

  if (notifications.isPending) return <RowsSkeleton rows={4} label={text.loading} />;
  if (notifications.isError && rows.length === 0) {
    return (
      <ErrorCard
        compact
        title={text.failed}
        error={notifications.error}
        onRetry={() => void notifications.refetch()}
        retrying={notifications.isFetching}
      />
    );
  }
  if (rows.length === 0) return <Empty compact icon={BellRing} title={text.empty} hint={text.emptyHint} />;
  return (
    <>
      <ul className="divide-y overflow-hidden rounded-lg border bg-card">
        {rows.map((row) => (
          <li key={row.id}>
            <Row row={row} onGo={onGo} />
          </li>
        ))}
      </ul>
      {notifications.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          className="mt-3"
          pending={notifications.isFetchingNextPage}
          onClick={() => void notifications.fetchNextPage()}
        >
          {text.more}
        </Button>
      ) : null}
    </>
  );
}

/** Tomorrow at eight, where the person is. */
function tomorrow(): Date {
  const at = new Date();
  at.setDate(at.getDate() + 1);
  at.setHours(8, 0, 0, 0);
  return at;
}

function Row({ row, onGo }: { row: Notification; onGo?: () => void }) {
  const { mark, snooze } = useNotificationActions();
  const { actor, verb, subject, excerpt, href } = sentenceOf(row);
  const unread = row.read_at === null;

  const go = () => {
    if (unread) mark.mutate({ ids: [row.id], read: true });
    onGo?.();
  };

  return (
    <div className={cn("flex items-start gap-2.5 px-3 py-2.5", unread && "bg-primary-soft")}>
      <Avatar name={actor} seed={row.actor_id ?? undefined} size="sm" />
      <Target href={href} onClick={go}>
        <span className="block">
          {unread ? <span className="sr-only">{text.unread}: </span> : null}
          <span className="font-medium">{actor}</span> {verb}{" "}
          {subject ? <span className="font-medium">{subject}</span> : null}
        </span>
        {excerpt ? <span className="line-clamp-2 text-muted-foreground">{excerpt}</span> : null}
        <time dateTime={row.at} title={formatDateTime(row.at)} className="text-xs text-muted-foreground">
          {formatRelative(row.at)}
        </time>
      </Target>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon-sm" aria-label={text.actions}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => mark.mutate({ ids: [row.id], read: unread })}>
            {unread ? <Check aria-hidden="true" /> : <RotateCcw aria-hidden="true" />}
            {unread ? text.markRead : text.markUnread}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => snooze.mutate({ ids: [row.id], until: tomorrow().toISOString() })}>
            <TimerReset aria-hidden="true" />
            {text.snooze}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}

function Target({ href, onClick, children }: { href?: string; onClick: () => void; children: ReactNode }) {
  if (!href) return <div className="min-w-0 flex-1">{children}</div>;
  return (
    <Link href={href} prefetch={false} onClick={onClick} className="min-w-0 flex-1 rounded-sm">
      {children}
    </Link>
  );
}
