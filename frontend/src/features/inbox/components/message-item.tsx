"use client";

import { CheckCheck, CircleCheck, Ellipsis, History, ListPlus, Pencil, SmilePlus, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Message as Bubble } from "@/components/conversation/message";
import { labels, Reactions, signs } from "@/components/conversation/reactions";
import { TextEditor } from "@/components/conversation/text-editor";
import { reactionNames, type ReactionName } from "@/components/conversation/types";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { paths } from "@/config/paths";
import { useMe, useWorkspace } from "@/lib/data/me";
import { later } from "@/lib/later";
import { useMessageActions } from "../hooks/use-message-actions";
import { text } from "../messages/en";
import type { Conversation, MadeTask, Message } from "../types";

const MakeTask = later(() => import("./make-task-dialog").then((part) => part.MakeTaskDialog));
const Versions = later(() => import("./versions-dialog").then((part) => part.VersionsDialog));

type Open = "edit" | "delete" | "task" | "versions" | null;
type ItemProps = { conversation: Conversation; message: Message; seen: boolean };

const authorOf = ({ author_kind: kind, author_name: name }: Message) =>
  name ?? (kind === "client" ? text.message.client : kind === "assistant" ? text.message.assistant : text.nobody);

export function MessageItem({ conversation, message, seen }: ItemProps) {
  const { data: me } = useMe();
  const role = useWorkspace()?.role;
  const [open, setOpen] = useState<Open>(null);
  const actions = useMessageActions(conversation.id);
  const close = () => setOpen(null);

  const author = authorOf(message);
  const mine = message.author_kind === "member" && message.author_id === me?.id;
  const toggle = (reaction: ReactionName, on: boolean) => actions.react.mutate({ message, reaction, on });

  return (
    <>
      <Bubble
        author={author}
        seed={message.author_id ?? undefined}
        at={message.created_at}
        body={message.body}
        edited={message.rev > 1}
        own={mine}
        internal={message.visibility === "internal"}
        editor={
          open === "edit" ? (
            <TextEditor
              label={text.message.edit}
              save={text.save}
              cancel={text.cancel}
              body={message.body}
              onSave={(body) => actions.edit.mutateAsync({ message, body })}
              onClose={close}
            />
          ) : undefined
        }
        actions={
          <>
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button variant="quiet" size="icon-sm" aria-label={text.message.react}>
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
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button variant="quiet" size="icon-sm" aria-label={text.message.actions(author)}>
                  <Ellipsis aria-hidden="true" />
                </Button>
              </DropdownMenuTrigger>
              <DropdownMenuContent align="end">
                <DropdownMenuItem onSelect={() => setOpen("task")}>
                  <ListPlus aria-hidden="true" />
                  {text.message.makeTask}
                </DropdownMenuItem>
                {message.rev > 1 ? (
                  <DropdownMenuItem onSelect={() => setOpen("versions")}>
                    <History aria-hidden="true" />
                    {text.message.versions}
                  </DropdownMenuItem>
                ) : null}
                {mine ? (
                  <DropdownMenuItem onSelect={() => setOpen("edit")}>
                    <Pencil aria-hidden="true" />
                    {text.message.edit}
                  </DropdownMenuItem>
                ) : null}
                {mine || role === "owner" ? (
                  <>
                    <DropdownMenuSeparator />
                    <DropdownMenuItem tone="danger" onSelect={() => setOpen("delete")}>
                      <Trash2 aria-hidden="true" />
                      {text.message.remove}
                    </DropdownMenuItem>
                  </>
                ) : null}
              </DropdownMenuContent>
            </DropdownMenu>
          </>
        }
      >
        <Reactions all={message.reactions} onToggle={toggle} />
        {message.tasks.map((task) => (
          <TaskLink key={task.id} task={task} />
        ))}
        {seen ? (
          <p className="mt-1.5 flex items-center gap-1 text-xs text-muted-foreground">
            <CheckCheck aria-hidden="true" className="size-3.5" />
            {text.seenByClient}
          </p>
        ) : null}
      </Bubble>
      {open === "task" ? (
        <MakeTask conversation={conversation} message={message} create={actions.makeTask} onClose={close} />
      ) : null}
      {open === "versions" ? <Versions messageId={message.id} onClose={close} /> : null}
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(next) => !next && close()}
        title={text.message.removeAsk}
        description={text.message.removeHint}
        confirm={text.message.remove}
        pending={actions.remove.isPending}
        onConfirm={() => actions.remove.mutate(message, { onSettled: close })}
      />
    </>
  );
}

/** What was made of a message. */
function TaskLink({ task }: { task: MadeTask }) {
  return (
    <p className="mt-1.5">
      <Link
        href={paths.task(task.project_id, task.id)}
        prefetch={false}
        aria-label={`${text.message.task}: ${task.title}`}
        className="inline-flex max-w-full rounded-sm hover:underline"
      >
        <Badge tone="outline">
          {task.status === "done" ? <CircleCheck aria-hidden="true" /> : <ListPlus aria-hidden="true" />}
          <span className="truncate">{task.title}</span>
        </Badge>
      </Link>
    </p>
  );
}
