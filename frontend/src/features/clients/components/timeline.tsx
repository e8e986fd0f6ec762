"use client";

import { History } from "lucide-react";
import Link from "next/link";
import { AudienceMark } from "@/components/audience";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { formatDateTime, formatDue, formatTime } from "@/lib/format";
import { useTimeline, type TimelineEntry } from "../contacts";
import { text } from "../messages/en";
import { byDay, isNews, sentenceOf } from "../timeline";

const words = text.timeline;

/** Everything that happened with a client, day by day: messages, tasks, approvals, links. */
export function Timeline({ clientId }: { clientId: string }) {
  const timeline = useTimeline(clientId);
  const rows = timeline.data?.pages.flatMap((page) => page.data).filter(isNews) ?? [];
  return (
    <Section id="timeline" title={words.title}>
      {timeline.isPending ? <RowsSkeleton rows={4} label={words.title} /> : null}
      {timeline.isError && rows.length === 0 ? (
        <ErrorCard compact error={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : null}
      {timeline.isSuccess && rows.length === 0 ? (
        <Empty compact icon={History} title={words.empty} hint={words.emptyHint} />
      ) : null}
      {byDay(rows).map(({ day, at, rows: ofDay }) => (
        <section key={day} className="mb-4">
          <h3 className="mb-1.5 text-xs font-medium text-muted-foreground">{formatDue(at)}</h3>
          <Card>
            <ol className="divide-y">
              {ofDay.map((entry) => (
                <li key={entry.seq}>
                  <Line entry={entry} />
                </li>
              ))}
            </ol>
          </Card>
        </section>
      ))}
      {timeline.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          pending={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {words.earlier}
        </Button>
      ) : null}
    </Section>
  );
}

function Line({ entry }: { entry: TimelineEntry }) {
  const { actor, verb, subject, excerpt, href, note } = sentenceOf(entry);
  return (
    <div className="flex items-start gap-2.5 px-4 py-2.5">
      <Avatar name={actor} seed={entry.actor_id ?? undefined} size="sm" />
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{actor}</span> {verb}{" "}
          {subject && href ? (
            <Link href={href} prefetch={false} className="rounded-sm font-medium hover:underline">
              {subject}
            </Link>
          ) : (
            <span className="font-medium">{subject}</span>
          )}
        </p>
        {excerpt ? <p className="line-clamp-2 text-muted-foreground">{excerpt}</p> : null}
        {note ? <AudienceMark audience="internal" /> : null}
      </div>
      <time
        dateTime={entry.at}
        title={formatDateTime(entry.at)}
        className="shrink-0 text-xs leading-5.5 text-muted-foreground tabular-nums"
      >
        {formatTime(entry.at)}
      </time>
    </div>
  );
}
