"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Pencil, SmilePlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { DayLine, Message } from "@/components/conversation/message";
import { text as shared } from "@/components/conversation/messages/en";
import { useEnd } from "@/components/conversation/use-end";
import { labels, Reactions, signs } from "@/components/conversation/reactions";
import { TextEditor } from "@/components/conversation/text-editor";
import { byDay } from "@/components/conversation/by-day";
import { reactionNames, type ReactionName } from "@/components/conversation/types";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { isMissing } from "@/lib/api/errors";
import { formatDue } from "@/lib/format";
import { usePortalActions } from "../actions";
import { usePortal } from "../context";
import { text } from "../messages/en";
import { conversation as conversationOf, messages as messagesOf } from "../queries";
import type { PortalMessage } from "../types";
import { Back } from "./back";
import { Composer } from "./composer";

/** One conversation, the newest message at the end. */
export function Conversation({ id }: { id: string }) {
  const { portal, writes } = usePortal();
  const conversation = useQuery(conversationOf(portal.link_id, id));
  if (isMissing(conversation.error)) {
    return (
      <>
        <Back view="messages">{text.messages.back}</Back>
        <Empty heading="h1" title={text.messages.notFound} />
      </>
    );
  }
  return (
    <>
      <Back view="messages">{text.messages.back}</Back>
      <h1 className="mb-3 text-lg font-semibold">{conversation.data?.subject ?? text.messages.title}</h1>
      <Thread id={id} />
      {conversation.data?.status === "closed" ? (
        <p className="mt-3 text-muted-foreground">{text.messages.closed}</p>
      ) : null}
      {writes && conversation.data ? <Composer key={id} conversation={conversation.data} /> : null}
    </>
  );
}

function Thread({ id }: { id: string }) {
  const { portal } = usePortal();
  const messages = useInfiniteQuery(messagesOf(portal.link_id, id));
  const { read } = usePortalActions(portal.link_id);
  const rows = messages.data?.pages.flatMap((page) => page.data).toReversed() ?? [];
  const newest = rows.at(-1);
  const last = newest?.id;
  useEnd(last, newest?.own ?? false);

  const tell = useRef(read);
  useEffect(() => {
    tell.current = read;
  });
  useEffect(() => {
    if (!last) return;
    if (!portal.preview) tell.current(id, last);
  }, [id, last, portal.preview]);

  if (messages.isPending) return <RowsSkeleton rows={3} label={text.messages.title} />;
  if (messages.isError && rows.length === 0) {
    return <ErrorCard error={messages.error} onRetry={() => void messages.refetch()} />;
  }
  return (
    <>
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
      {rows.length === 0 ? <p className="text-muted-foreground">{text.messages.none}</p> : null}
      {byDay(rows).map(({ day, at, rows: ofDay }) => (
        <div key={day} className="mb-3">
          <DayLine>{formatDue(at)}</DayLine>
          <ol className="space-y-2">
            {ofDay.map((row) => (
              <li key={row.id}>
                <Item row={row} />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}

function Item({ row }: { row: PortalMessage }) {
  const { portal, writes } = usePortal();
  const { editMessage, react } = usePortalActions(portal.link_id);
  const [editing, setEditing] = useState(false);
  const toggle = (reaction: ReactionName, on: boolean) => react.mutate({ row, reaction, on });

  return (
    <Message
      author={row.author_name ?? text.messages.somebody}
      seed={`${row.author_kind}-${row.author_name ?? ""}`}
      at={row.created_at}
      body={row.body}
      edited={row.edited}
      own={row.own}
      editor={
        editing ? (
          <TextEditor
            body={row.body}
            label={text.messages.edit}
            save={text.messages.save}
            cancel={text.messages.cancel}
            onSave={(body) => editMessage.mutateAsync({ row, body })}
            onClose={() => setEditing(false)}
          />
        ) : undefined
      }
      actions={
        writes && !editing ? (
          <>
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button variant="quiet" size="icon-sm" aria-label={text.messages.react}>
                  <SmilePlus aria-hidden="true" />
                </Button>
              </DropdownMenuTrigger>
              <DropdownMenuContent align="end">
                {reactionNames.map((name) => (
                  <DropdownMenuItem key={name} onSelect={() => toggle(name, true)}>
                    <span aria-hidden="true">{signs[name]}</span>
                    {labels[name]}
                  </DropdownMenuItem>
                ))}
              </DropdownMenuContent>
            </DropdownMenu>
            {row.editable ? (
              <Button variant="quiet" size="icon-sm" aria-label={text.messages.edit} onClick={() => setEditing(true)}>
                <Pencil aria-hidden="true" />
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <Reactions all={row.reactions} disabled={!writes} onToggle={toggle} />
    </Message>
  );
}
