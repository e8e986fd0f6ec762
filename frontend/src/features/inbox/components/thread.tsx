"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { byDay } from "@/components/conversation/by-day";
import { DayLine } from "@/components/conversation/message";
import { text as shared } from "@/components/conversation/messages/en";
import { useEnd } from "@/components/conversation/use-end";
import { ErrorCard, Loading } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useMe } from "@/lib/data/me";
import { formatDue } from "@/lib/format";
import { useReadMark } from "../hooks/use-read-mark";
import { text } from "../messages/en";
import { inOrder, messages as options } from "../queries";
import { firstUnread, lastSeen } from "../thread";
import type { Conversation } from "../types";
import { MessageItem } from "./message-item";

/** The messages of a conversation, the newest at the end. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const { data: me } = useMe();
  const messages = useInfiniteQuery(options(conversation.id));
  const rows = inOrder(messages.data);
  const last = rows.at(-1);
  // Where the reading began; the line stays there while the page is open.
  const [mark] = useState(conversation.read_seq);
  useReadMark(conversation, last?.seq ?? 0);
  useEnd(last?.seq, last !== undefined && last.author_id === me?.id);

  const { refetch } = messages;
  const behind = messages.isSuccess && (last?.seq ?? 0) < conversation.last_message_seq;
  useEffect(() => {
    if (behind) void refetch();
  }, [behind, conversation.last_message_seq, refetch]);

  if (messages.isPending) {
    return (
      <Loading label={text.loadingOne} className="space-y-3">
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
      </Loading>
    );
  }
  if (messages.isError && rows.length === 0) {
    return <ErrorCard error={messages.error} onRetry={() => void refetch()} retrying={messages.isFetching} />;
  }

  const unread = firstUnread(rows, mark, me?.id);
  const seen = lastSeen(rows, conversation.client_read_seq);
  return (
    <section aria-label={conversation.subject} className="min-w-0 flex-1">
      {messages.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          className="mb-3"
          pending={messages.isFetchingNextPage}
          onClick={() => void messages.fetchNextPage()}
        >
          {shared.earlier}
        </Button>
      ) : null}
      {rows.length === 0 ? <p className="text-muted-foreground">{text.noMessages}</p> : null}
      {byDay(rows).map(({ day, at, rows: ofDay }) => (
        <div key={day} className="mb-3">
          <DayLine>{formatDue(at)}</DayLine>
          <ol className="space-y-2">
            {ofDay.map((message) => (
              <li key={message.id}>
                {message.id === unread?.id ? (
                  <p className="flex items-center gap-3 py-1 text-xs font-semibold text-destructive">
                    {shared.newest}
                    <span aria-hidden="true" className="h-px flex-1 bg-destructive" />
                  </p>
                ) : null}
                <MessageItem conversation={conversation} message={message} seen={message.id === seen?.id} />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
