"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ErrorCard } from "@/components/states";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime, formatRelative } from "@/lib/format";
import { activityText } from "../activity-text";
import { text } from "../messages/en";
import { rowsOf, taskActivity } from "../queries";

export function ActivityList({ taskId }: { taskId: string }) {
  const activity = useInfiniteQuery(taskActivity(taskId));
  const rows = rowsOf(activity.data);

  if (activity.isPending) return <Skeleton className="h-16 w-full" />;
  if (activity.isError && rows.length === 0) {
    return <ErrorCard compact error={activity.error} onRetry={() => void activity.refetch()} />;
  }
  if (rows.length === 0) return <p className="text-muted-foreground">{text.activity.empty}</p>;
  return (
    <>
      <ul className="space-y-3">
        {rows.map((event) => {
          const actor = event.actor_name ?? text.activity.somebody;
          return (
            <li key={event.seq} className="flex items-start gap-2.5">
              <Avatar name={actor} seed={event.actor_id ?? undefined} size="sm" />
              <p className="min-w-0 pt-0.5">
                <span className="font-medium">{actor}</span> {activityText(event)}{" "}
                <time
                  dateTime={event.at}
                  title={formatDateTime(event.at)}
                  className="text-xs whitespace-nowrap text-muted-foreground"
                >
                  {formatRelative(event.at)}
                </time>
              </p>
            </li>
          );
        })}
      </ul>
      {activity.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          className="mt-4"
          pending={activity.isFetchingNextPage}
          onClick={() => void activity.fetchNextPage()}
        >
          {text.activity.more}
        </Button>
      ) : null}
    </>
  );
}
