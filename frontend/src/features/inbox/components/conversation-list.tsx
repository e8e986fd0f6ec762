"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { text } from "../messages/en";
import { conversationList } from "../queries";
import type { ConversationQuery } from "../types";
import { ConversationRow } from "./conversation-row";

/** Conversations of the inbox, of a client, a project or a task. */
export function ConversationList(props: {
  query: ConversationQuery;
  current?: string;
  /** How many there may be: room is kept for them. */
  rows?: number;
  empty?: string;
  action?: ReactNode;
}) {
  const list = useInfiniteQuery(conversationList(props.query));
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];

  if (list.isPending) return <RowsSkeleton rows={props.rows ?? 5} label={text.loading} />;
  if (list.isError && rows.length === 0) {
    return (
      <ErrorCard
        compact
        title={text.failed}
        error={list.error}
        onRetry={() => void list.refetch()}
        retrying={list.isFetching}
      />
    );
  }
  if (rows.length === 0) {
    return (
      <Empty compact icon={Inbox} title={props.empty ?? text.empty.open} hint={text.emptyHint} action={props.action} />
    );
  }
  return (
    <>
      <Card className="overflow-hidden">
        <ul className="divide-y">
          {rows.map((conversation) => (
            <li key={conversation.id}>
              <ConversationRow conversation={conversation} current={conversation.id === props.current} />
            </li>
          ))}
        </ul>
      </Card>
      {list.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          className="mt-3"
          pending={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {text.more}
        </Button>
      ) : null}
    </>
  );
}
