"use client";

import { Archive, ArchiveRestore, BellOff, ChevronLeft, Ellipsis, Eye, Lock, Pencil } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Select } from "@/components/ui/select";
import { paths } from "@/config/paths";
import { useMembers } from "@/lib/data/members";
import { useConversationAction } from "../hooks/use-conversation-actions";
import { text } from "../messages/en";
import { snoozeTimes } from "../snooze";
import type { Conversation } from "../types";
import { Shown, State } from "./marks";
import { SubjectForm } from "./subject-form";

type Act = ReturnType<typeof useConversationAction>["mutate"];
type Asking = "visibility" | "subject" | null;

/** What the conversation is about, whose turn it is, and what can be done with it. */
export function ConversationHead({ conversation }: { conversation: Conversation }) {
  const action = useConversationAction(conversation.id);
  const [asking, setAsking] = useState<Asking>(null);
  const shared = conversation.visibility === "client";

  return (
    <header>
      <Link
        href={paths.inbox}
        prefetch={false}
        className="mb-1 inline-flex min-h-6 items-center gap-1 rounded-sm text-xs text-muted-foreground hover:text-foreground lg:hidden"
      >
        <ChevronLeft aria-hidden="true" className="size-3.5" />
        {text.title}
      </Link>
      <div className="flex items-start gap-2">
        {asking === "subject" ? (
          <SubjectForm
            subject={conversation.subject}
            onClose={() => setAsking(null)}
            onSave={(subject) => action.mutate({ do: "subject", subject }, { onSuccess: () => setAsking(null) })}
          />
        ) : (
          <h1 className="min-w-0 flex-1 text-xl leading-8 font-semibold tracking-tight">{conversation.subject}</h1>
        )}
        <ActionMenu conversation={conversation} act={action.mutate} ask={setAsking} />
      </div>
      <About conversation={conversation} />
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Shown conversation={conversation} />
        <State conversation={conversation} />
        <Assignee conversation={conversation} onAssign={(to) => action.mutate({ do: "assign", to })} />
      </div>
      {shared ? null : (
        <p className="mt-2 text-xs text-muted-foreground">
          {conversation.visibility_inherited ? text.hiddenHint : text.internalHint}
        </p>
      )}
      <ConfirmDialog
        open={asking === "visibility"}
        onOpenChange={(open) => !open && setAsking(null)}
        title={shared ? text.toInternalAsk : text.toClientAsk}
        description={shared ? text.toInternalHint : text.toClientHint}
        confirm={shared ? text.toInternal : text.toClient}
        tone="plain"
        pending={action.isPending}
        onConfirm={() =>
          action.mutate(
            { do: "visibility", visibility: shared ? "internal" : "client" },
            { onSettled: () => setAsking(null) },
          )
        }
      />
    </header>
  );
}

const link = "rounded-sm hover:text-foreground hover:underline";

function About({ conversation }: { conversation: Conversation }) {
  const { project_id: project, task_id: task } = conversation;
  return (
    <p className="flex flex-wrap gap-x-1.5 text-muted-foreground">
      <Link href={paths.client(conversation.client_id)} prefetch={false} className={link}>
        {conversation.client_name}
      </Link>
      {project ? (
        <>
          <span aria-hidden="true">·</span>
          <Link href={paths.project(project)} prefetch={false} className={link}>
            {conversation.project_name}
          </Link>
        </>
      ) : null}
      {project && task ? (
        <>
          <span aria-hidden="true">·</span>
          <Link href={paths.task(project, task)} prefetch={false} className={link}>
            {conversation.task_title}
          </Link>
        </>
      ) : null}
    </p>
  );
}

function Assignee(props: { conversation: Conversation; onAssign: (to: string | null) => void }) {
  const { data: members = [] } = useMembers();
  const { assignee_id: assignee } = props.conversation;
  // Alone there is nobody to give it to.
  if (members.length < 2 && (assignee === null || members.some(({ id }) => id === assignee))) return null;
  return (
    <Select
      size="sm"
      aria-label={text.assignee}
      wrapperClassName="w-40"
      value={assignee ?? ""}
      onChange={({ target }) => props.onAssign(target.value || null)}
    >
      <option value="">{text.unassigned}</option>
      {assignee && !members.some(({ id }) => id === assignee) ? (
        <option value={assignee}>{text.formerMember}</option>
      ) : null}
      {members.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function ActionMenu(props: { conversation: Conversation; act: Act; ask: (what: Asking) => void }) {
  const { status, visibility, visibility_inherited: hidden } = props.conversation;
  const shared = visibility === "client";
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" size="icon-sm" aria-label={text.actions}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {status === "open" ? (
          <>
            <DropdownMenuItem onSelect={() => props.act({ do: "close" })}>
              <Archive aria-hidden="true" />
              {text.close}
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>{text.snooze}</DropdownMenuLabel>
            {snoozeTimes(new Date()).map(({ name, until }) => (
              <DropdownMenuItem key={name} onSelect={() => props.act({ do: "snooze", until: until.toISOString() })}>
                <BellOff aria-hidden="true" />
                {text.snoozes[name]}
              </DropdownMenuItem>
            ))}
          </>
        ) : (
          <DropdownMenuItem onSelect={() => props.act({ do: "reopen" })}>
            <ArchiveRestore aria-hidden="true" />
            {text.reopen}
          </DropdownMenuItem>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => props.ask("subject")}>
          <Pencil aria-hidden="true" />
          {text.rename}
        </DropdownMenuItem>
        {/* What the project or task hides is shown with it. */}
        {hidden ? null : (
          <DropdownMenuItem onSelect={() => props.ask("visibility")}>
            {shared ? <Lock aria-hidden="true" /> : <Eye aria-hidden="true" />}
            {shared ? text.toInternal : text.toClient}
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
