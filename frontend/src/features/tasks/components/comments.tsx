"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Ellipsis, Eye, Pencil, Trash2 } from "lucide-react";
import { useState, type FormEvent, type KeyboardEvent } from "react";
import { ErrorCard } from "@/components/states";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { announce } from "@/lib/announce";
import { useMe, useWorkspace } from "@/lib/data/me";
import { formatDateTime, formatRelative } from "@/lib/format";
import { useCommentActions } from "../hooks/use-comments";
import { text } from "../messages/en";
import { rowsOf, taskComments } from "../queries";
import type { Comment } from "../types";
import { PlainText } from "./plain-text";

const sends = (event: KeyboardEvent) => event.key === "Enter" && (event.ctrlKey || event.metaKey);

export function Comments({ task }: { task: { id: string; project_id: string } }) {
  const comments = useInfiniteQuery(taskComments(task.id));
  const { add, edit, remove } = useCommentActions(task);
  const [asking, setAsking] = useState<Comment>();
  const rows = rowsOf(comments.data);

  return (
    <div>
      <Composer
        pending={add.isPending}
        onSend={async (body) => {
          await add.mutateAsync({ body });
          announce(text.comments.added);
        }}
      />
      {comments.isPending ? <Skeleton className="mt-4 h-16 w-full" /> : null}
      {comments.isError && rows.length === 0 ? (
        <ErrorCard compact className="mt-4" error={comments.error} onRetry={() => void comments.refetch()} />
      ) : null}
      {comments.isSuccess && rows.length === 0 ? (
        <p className="mt-4 text-muted-foreground">{text.comments.empty}</p>
      ) : null}
      <ul className="mt-4 space-y-4">
        {rows.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            onEdit={(body) => edit.mutateAsync({ comment, body })}
            onDelete={() => setAsking(comment)}
          />
        ))}
      </ul>
      {comments.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          className="mt-4"
          pending={comments.isFetchingNextPage}
          onClick={() => void comments.fetchNextPage()}
        >
          {text.comments.more}
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking !== undefined}
        onOpenChange={(open) => !open && setAsking(undefined)}
        title={text.comments.deleteAsk}
        description={text.comments.deleteHint}
        confirm={text.comments.delete}
        pending={remove.isPending}
        onConfirm={() => asking && remove.mutate(asking, { onSettled: () => setAsking(undefined) })}
      />
    </div>
  );
}

function Composer({ pending, onSend }: { pending: boolean; onSend: (body: string) => Promise<void> }) {
  const [body, setBody] = useState("");
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!body.trim() || pending) return;
    // What could not be sent stays in the field; the message says why.
    await onSend(body.trim()).then(
      () => setBody(""),
      () => undefined,
    );
  };
  return (
    <form onSubmit={send}>
      <Textarea
        value={body}
        maxLength={10000}
        rows={2}
        aria-label={text.comments.label}
        placeholder={text.comments.placeholder}
        className="min-h-16"
        onChange={({ target }) => setBody(target.value)}
        onKeyDown={(event) => sends(event) && void send()}
      />
      <div className="mt-2 flex justify-end">
        <Button type="submit" size="sm" pending={pending} disabled={!body.trim()}>
          {text.comments.submit}
        </Button>
      </div>
    </form>
  );
}

type ItemProps = { comment: Comment; onEdit: (body: string) => Promise<unknown>; onDelete: () => void };

function CommentItem({ comment, onEdit, onDelete }: ItemProps) {
  const { data: me } = useMe();
  const role = useWorkspace()?.role;
  const [editing, setEditing] = useState(false);
  const mine = me !== undefined && comment.author_id === me.id;
  const author = comment.author_name ?? text.formerMember;

  return (
    <li className="flex gap-2.5">
      <Avatar name={author} seed={comment.author_id ?? undefined} size="sm" />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
          <span className="text-sm font-medium text-foreground">{author}</span>
          <time dateTime={comment.created_at} title={formatDateTime(comment.created_at)}>
            {formatRelative(comment.created_at)}
          </time>
          {comment.rev > 1 ? <span>· {text.comments.edited}</span> : null}
          {comment.visibility === "client" ? (
            <Badge tone="warning">
              <Eye aria-hidden="true" />
              {text.comments.clientVisible}
            </Badge>
          ) : null}
          {mine || role === "owner" ? (
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button
                  variant="quiet"
                  size="icon-sm"
                  className="ml-auto size-6"
                  aria-label={text.comments.actions(author)}
                >
                  <Ellipsis aria-hidden="true" />
                </Button>
              </DropdownMenuTrigger>
              <DropdownMenuContent align="end">
                {mine ? (
                  <DropdownMenuItem onSelect={() => setEditing(true)}>
                    <Pencil aria-hidden="true" />
                    {text.comments.edit}
                  </DropdownMenuItem>
                ) : null}
                <DropdownMenuItem tone="danger" onSelect={onDelete}>
                  <Trash2 aria-hidden="true" />
                  {text.comments.delete}
                </DropdownMenuItem>
              </DropdownMenuContent>
            </DropdownMenu>
          ) : null}
        </div>
        {editing ? (
          <Editor body={comment.body} onSave={onEdit} onClose={() => setEditing(false)} />
        ) : (
          <PlainText className="mt-0.5">{comment.body}</PlainText>
        )}
      </div>
    </li>
  );
}

type EditorProps = { body: string; onSave: (body: string) => Promise<unknown>; onClose: () => void };

function Editor({ body, onSave, onClose }: EditorProps) {
  const [typed, setTyped] = useState(body);
  const [pending, setPending] = useState(false);

  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    const wanted = typed.trim();
    if (!wanted || pending) return;
    if (wanted === body) return onClose();
    setPending(true);
    await onSave(wanted).then(onClose, () => undefined);
    setPending(false);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (sends(event)) void save();
    if (event.key !== "Escape") return;
    // The panel around it stays open.
    event.stopPropagation();
    onClose();
  };

  return (
    <form onSubmit={save} className="mt-1">
      <Textarea
        autoFocus
        value={typed}
        maxLength={10000}
        rows={2}
        aria-label={text.comments.edit}
        className="min-h-16"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="mt-2 flex gap-2">
        <Button type="submit" size="sm" pending={pending} disabled={!typed.trim()}>
          {text.comments.save}
        </Button>
        <Button variant="quiet" size="sm" onClick={onClose}>
          {text.comments.cancel}
        </Button>
      </div>
    </form>
  );
}
