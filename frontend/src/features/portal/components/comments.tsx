"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { ComposerBox } from "@/components/conversation/composer-box";
import { Message } from "@/components/conversation/message";
import { TextEditor } from "@/components/conversation/text-editor";
import { ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { announce } from "@/lib/announce";
import { usePortalActions } from "../actions";
import { usePortal } from "../context";
import { text } from "../messages/en";
import { comments as commentsOf } from "../queries";
import type { PortalComment } from "../types";

const longest = 10_000;

/** What is said about a task; nothing that is internal ever gets here. */
export function Comments({ taskId }: { taskId: string }) {
  const { portal, writes, named } = usePortal();
  const comments = useInfiniteQuery(commentsOf(portal.link_id, taskId));
  const { comment } = usePortalActions(portal.link_id);
  const [body, setBody] = useState("");
  const rows = comments.data?.pages.flatMap((page) => page.data) ?? [];

  const send = () =>
    comment.mutate(
      { taskId, body: body.trim() },
      {
        onSuccess: () => {
          setBody("");
          announce(text.comments.added);
        },
      },
    );

  return (
    <section aria-labelledby="comments" className="mt-7">
      <h2 id="comments" className="mb-2 text-sm font-semibold">
        {text.comments.title}
      </h2>
      {comments.isPending ? <Skeleton className="h-16 w-full" /> : null}
      {comments.isError && rows.length === 0 ? (
        <ErrorCard compact error={comments.error} onRetry={() => void comments.refetch()} />
      ) : null}
      {comments.isSuccess && rows.length === 0 ? <p className="text-muted-foreground">{text.comments.empty}</p> : null}
      <ol className="space-y-2">
        {rows.map((row) => (
          <li key={row.id}>
            <CommentItem row={row} />
          </li>
        ))}
      </ol>
      {comments.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          className="mt-3"
          pending={comments.isFetchingNextPage}
          onClick={() => void comments.fetchNextPage()}
        >
          {text.comments.more}
        </Button>
      ) : null}
      {writes ? (
        <div className="mt-4">
          <ComposerBox
            value={body}
            onChange={setBody}
            onSend={() => named(send)}
            audience="client"
            readers={text.comments.readers(portal.workspace_name)}
            label={text.comments.label}
            placeholder={text.comments.placeholder}
            submit={text.comments.submit}
            pending={comment.isPending}
            maxLength={longest}
          />
        </div>
      ) : null}
    </section>
  );
}

function CommentItem({ row }: { row: PortalComment }) {
  const { portal, writes } = usePortal();
  const { editComment, removeComment } = usePortalActions(portal.link_id);
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const close = () => setOpen(null);
  const changes = writes && row.editable;

  return (
    <>
      <Message
        author={row.author_name ?? text.comments.somebody}
        seed={`${row.author_kind}-${row.author_name ?? ""}`}
        at={row.created_at}
        body={row.body}
        edited={row.rev > 1}
        own={row.own}
        editor={
          open === "edit" ? (
            <TextEditor
              body={row.body}
              label={text.comments.edit}
              save={text.comments.save}
              cancel={text.comments.cancel}
              maxLength={longest}
              onSave={(body) => editComment.mutateAsync({ row, body })}
              onClose={close}
            />
          ) : undefined
        }
        actions={
          changes && open !== "edit" ? (
            <>
              <Button variant="quiet" size="icon-sm" aria-label={text.comments.edit} onClick={() => setOpen("edit")}>
                <Pencil aria-hidden="true" />
              </Button>
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={text.comments.remove}
                onClick={() => setOpen("remove")}
              >
                <Trash2 aria-hidden="true" />
              </Button>
            </>
          ) : null
        }
      />
      <ConfirmDialog
        open={open === "remove"}
        onOpenChange={(next) => !next && close()}
        title={text.comments.removeAsk}
        description={text.comments.removeHint}
        confirm={text.comments.remove}
        pending={removeComment.isPending}
        onConfirm={() => removeComment.mutate(row, { onSettled: close })}
      />
    </>
  );
}
