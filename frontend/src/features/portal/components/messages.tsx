"use client";

import { useQuery } from "@tanstack/react-query";
import { MessageCircle, PenLine } from "lucide-react";
import { useState } from "react";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatDateTime, formatDue } from "@/lib/format";
import { usePortal } from "../context";
import { text } from "../messages/en";
import { conversations as conversationsOf } from "../queries";
import type { PortalConversation } from "../types";
import { PartLink } from "./part-link";
import { WriteForm } from "./write-form";

/** All conversations that the client takes part in. */
export function Messages() {
  const { portal, writes } = usePortal();
  const conversations = useQuery(conversationsOf(portal.link_id));
  const [writing, setWriting] = useState(false);
  const { data } = conversations;

  return (
    <>
      <div className="mb-4 flex min-h-9 items-center justify-between gap-3">
        <h1 className="text-lg font-semibold">{text.messages.title}</h1>
        {writes && !writing ? (
          <Button size="sm" onClick={() => setWriting(true)}>
            <PenLine aria-hidden="true" />
            {text.messages.new}
          </Button>
        ) : null}
      </div>
      {writing ? <WriteForm onClose={() => setWriting(false)} /> : null}
      {conversations.isPending ? <RowsSkeleton rows={3} label={text.messages.title} /> : null}
      {conversations.isError && !data ? (
        <ErrorCard error={conversations.error} onRetry={() => void conversations.refetch()} />
      ) : null}
      {data?.length === 0 && !writing ? (
        <Empty icon={MessageCircle} title={text.messages.empty} hint={writes ? text.messages.emptyHint : undefined} />
      ) : null}
      {data && data.length > 0 ? (
        <Card>
          <ul className="divide-y">
            {data.map((conversation) => (
              <li key={conversation.id}>
                <Row conversation={conversation} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}

function Row({ conversation }: { conversation: PortalConversation }) {
  const { last_message: last, unread, waiting_on: turn } = conversation;
  return (
    <PartLink
      view="messages"
      id={conversation.id}
      className="block px-4 py-2.5 transition-colors hover:bg-muted focus-visible:-outline-offset-2"
    >
      <span className="flex items-baseline gap-3">
        <span className={cn("min-w-0 flex-1", unread > 0 && "font-semibold")}>{conversation.subject}</span>
        <time
          dateTime={conversation.last_message_at}
          title={formatDateTime(conversation.last_message_at)}
          className="shrink-0 text-xs text-muted-foreground"
        >
          {formatDue(conversation.last_message_at)}
        </time>
      </span>
      <span className="block truncate text-muted-foreground">
        {last ? text.messages.excerpt(last.author_name ?? text.messages.somebody, last.excerpt) : text.messages.none}
      </span>
      <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
        {turn === "none" || conversation.status === "closed" ? null : (
          <Badge tone={turn === "you" ? "warning" : "neutral"}>{text.messages.waiting[turn]}</Badge>
        )}
        {unread > 0 ? <Badge tone="primary">{text.messages.unread(unread)}</Badge> : null}
      </span>
    </PartLink>
  );
}
