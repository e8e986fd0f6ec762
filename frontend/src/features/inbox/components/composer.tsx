"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { AudienceChoice } from "@/components/conversation/audience-choice";
import { ComposerBox } from "@/components/conversation/composer-box";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { announce } from "@/lib/announce";
import { useDraft, type DraftState } from "../hooks/use-draft";
import { useMessageActions } from "../hooks/use-message-actions";
import { text } from "../messages/en";
import type { Conversation, Visibility } from "../types";

/** Where a member writes: to the client, or a note for the team. It always says who will read it. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const draft = useDraft(conversation);
  const { send } = useMessageActions(conversation.id);
  const onlyNotes = conversation.visibility === "internal";
  const audience: Visibility = onlyNotes ? "internal" : draft.visibility;
  const internal = audience === "internal";

  const submit = async () => {
    await draft.settle();
    try {
      await send.mutateAsync({ body: draft.body.trim(), visibility: audience });
      draft.clear();
      announce(internal ? text.composer.noteAdded : text.composer.sent);
    } catch {
      // What could not be sent stays in the field; the message says why.
      draft.write(draft.body);
    }
  };

  if (draft.loading) return <Skeleton className="h-40 w-full" />;
  return (
    <div className="bg-background pb-1 sm:sticky sm:bottom-0">
      {draft.news > 0 ? (
        <p role="status" className="mb-2 flex flex-wrap items-center gap-2 text-xs font-medium text-warning">
          {text.composer.news(draft.news)}
          <Button variant="quiet" size="sm" onClick={draft.confirm}>
            {text.composer.seen}
          </Button>
        </p>
      ) : null}
      <ComposerBox
        value={draft.body}
        onChange={draft.write}
        onBlur={() => void draft.flush()}
        onSend={() => void submit()}
        pending={send.isPending}
        audience={audience}
        label={internal ? text.composer.noteLabel : text.composer.label}
        placeholder={internal ? text.composer.notePlaceholder : text.composer.placeholder}
        readers={
          onlyNotes
            ? text.composer.onlyNotes
            : internal
              ? text.composer.noteReaders
              : text.composer.readers(conversation.client_name)
        }
        submit={internal ? text.composer.addNote : text.composer.send(conversation.client_name)}
        head={onlyNotes ? null : <AudienceChoice value={audience} onChange={draft.choose} />}
        state={<DraftMark state={draft.state} />}
      />
    </div>
  );
}

function DraftMark({ state }: { state: DraftState }) {
  return (
    <span role="status" className="text-xs text-muted-foreground">
      {state === "saving" ? text.composer.saving : null}
      {state === "saved" ? (
        <span className="flex items-center gap-1">
          <CircleCheck aria-hidden="true" className="size-3.5" />
          {text.composer.saved}
        </span>
      ) : null}
      {state === "failed" ? (
        <span className="flex items-center gap-1 text-destructive">
          <CircleAlert aria-hidden="true" className="size-3.5" />
          {text.composer.notSaved}
        </span>
      ) : null}
    </span>
  );
}
