"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { AudienceMark, type Audience } from "@/components/audience";
import { AudienceChoice } from "@/components/conversation/audience-choice";
import { ComposerBox } from "@/components/conversation/composer-box";
import { Message } from "@/components/conversation/message";
import { TextEditor } from "@/components/conversation/text-editor";
import { ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { announce } from "@/lib/announce";
import { useMe, useWorkspace } from "@/lib/data/me";
import { useCommentActions, type NewComment } from "../hooks/use-comments";
import { text } from "../messages/en";
import { rowsOf, taskComments } from "../queries";
import type { Comment, Task } from "../types";

const longest = 10_000;

export function Comments({ task }: { task: Pick<Task, "id" | "project_id" | "visibility"> }) {
  const comments = useInfiniteQuery(taskComments(task.id));
  const { add, edit, remove } = useCommentActions(task);
  const [asking, setAsking] = useState<Comment>();
  const rows = rowsOf(comments.data);
  // Where the client sees nothing at all, no comment has to say so.
  const shared = task.visibility === "client";

  return (
    <div>
      <Composer
        shared={shared}
        pending={add.isPending}
        onSend={async (comment) => {
          await add.mutateAsync(comment);
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
      <ul className="mt-4 space-y-2">
        {rows.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            shared={shared}
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

type ComposerProps = { shared: boolean; pending: boolean; onSend: (comment: NewComment) => Promise<void> };

function Composer({ shared, pending, onSend }: ComposerProps) {
  const [body, setBody] = useState("");
  const [chosen, setChosen] = useState<Audience>("internal");
  const visibility = shared ? chosen : "internal";

  // What could not be sent stays in the field; the message says why.
  const send = () =>
    onSend({ body: body.trim(), visibility }).then(
      () => setBody(""),
      () => undefined,
    );

  return (
    <ComposerBox
      value={body}
      onChange={setBody}
      onSend={() => void send()}
      pending={pending}
      maxLength={longest}
      audience={visibility}
      label={text.comments.label}
      placeholder={text.comments.placeholder}
      readers={visibility === "client" ? text.comments.clientReads : text.comments.teamReads}
      submit={visibility === "client" ? text.comments.submitClient : text.comments.submit}
      head={shared ? <AudienceChoice value={chosen} onChange={setChosen} /> : null}
    />
  );
}

type ItemProps = {
  comment: Comment;
  shared: boolean;
  onEdit: (body: string) => Promise<unknown>;
  onDelete: () => void;
};

function CommentItem({ comment, shared, onEdit, onDelete }: ItemProps) {
  const { data: me } = useMe();
  const role = useWorkspace()?.role;
  const [editing, setEditing] = useState(false);
  const mine = me !== undefined && comment.author_id === me.id;
  const author = comment.author_name ?? text.formerMember;

  return (
    <li>
      <Message
        author={author}
        seed={comment.author_id ?? undefined}
        at={comment.created_at}
        body={comment.body}
        edited={comment.rev > 1}
        own={mine}
        internal={shared && comment.visibility === "internal"}
        mark={comment.visibility === "client" ? <AudienceMark audience="client" /> : null}
        editor={
          editing ? (
            <TextEditor
              body={comment.body}
              label={text.comments.edit}
              save={text.comments.save}
              cancel={text.comments.cancel}
              maxLength={longest}
              onSave={onEdit}
              onClose={() => setEditing(false)}
            />
          ) : undefined
        }
        actions={
          mine || role === "owner" ? (
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button variant="quiet" size="icon-sm" aria-label={text.comments.actions(author)}>
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
          ) : null
        }
      />
    </li>
  );
}
