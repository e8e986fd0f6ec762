"use client";

import { History } from "lucide-react";
import Link from "next/link";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatDateTime, formatDue, formatTime } from "@/lib/format";
import { byDay, sentenceOf } from "../activity-text";
import { useProjectActivity, type Activity } from "../api";
import { text } from "../messages/en";

/** What happened in a project, day by day; with `limit` only the newest. */
export function ActivityFeed({
  projectId,
  limit,
  headings: Heading = "h2",
}: {
  projectId: string;
  limit?: number;
  headings?: "h2" | "h3";
}) {
  const activity = useProjectActivity(projectId);
  const all = activity.data?.pages.flatMap((page) => page.data) ?? [];
  const events = limit ? all.slice(0, limit) : all;

  if (activity.isPending) return <RowsSkeleton rows={limit ?? 8} label={text.loadingActivity} />;
  if (activity.isError && all.length === 0) {
    return (
      <ErrorCard
        title={text.activityFailed}
        error={activity.error}
        onRetry={() => void activity.refetch()}
        retrying={activity.isFetching}
      />
    );
  }
  if (events.length === 0) {
    return <Empty compact icon={History} title={text.activityEmpty} hint={text.activityEmptyHint} />;
  }
  return (
    <>
      {byDay(events).map(({ day, at, events: ofDay }) => (
        <section key={day} className="mb-4">
          <Heading className="mb-1.5 text-xs font-medium text-muted-foreground">{formatDue(at)}</Heading>
          <Card>
            <ul className="divide-y">
              {ofDay.map((event) => (
                <Line key={event.seq} event={event} projectId={projectId} />
              ))}
            </ul>
          </Card>
        </section>
      ))}
      {!limit && activity.hasNextPage ? (
        <Button variant="secondary" pending={activity.isFetchingNextPage} onClick={() => void activity.fetchNextPage()}>
          {text.earlier}
        </Button>
      ) : null}
    </>
  );
}

function Line({ event, projectId }: { event: Activity; projectId: string }) {
  const { actor, verb, subject, details } = sentenceOf(event, projectId);
  return (
    <li className="flex items-start gap-2.5 px-4 py-2.5">
      <Avatar name={actor} seed={event.actor_id ?? undefined} size="sm" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{actor}</span> {verb}{" "}
        {subject?.href ? (
          <Link href={subject.href} prefetch={false} className="rounded-sm font-medium hover:underline">
            {subject.label}
          </Link>
        ) : (
          <span className="font-medium">{subject?.label}</span>
        )}
        {details ? <span className="text-muted-foreground"> ({details})</span> : null}
      </p>
      <time
        dateTime={event.at}
        title={formatDateTime(event.at)}
        className="shrink-0 text-xs leading-5.5 text-muted-foreground tabular-nums"
      >
        {formatTime(event.at)}
      </time>
    </li>
  );
}
