"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ComposerBox } from "@/components/conversation/composer-box";
import { Skeleton } from "@/components/ui/skeleton";
import { announce } from "@/lib/announce";
import { usePortalActions } from "../actions";
import { usePortal } from "../context";
import { useDraft } from "../hooks/use-draft";
import { text } from "../messages/en";
import { messages as messagesOf } from "../queries";
import type { PortalConversation } from "../types";

/** Writes a message; what is not sent yet is there the next time. */
export function Composer({ conversation }: { conversation: PortalConversation }) {
  const { portal, named } = usePortal();
  const { write } = usePortalActions(portal.link_id);
  const messages = useInfiniteQuery(messagesOf(portal.link_id, conversation.id));
  const draft = useDraft(portal.link_id, conversation, messages.data?.pages[0]?.data[0]?.id ?? null);

  const send = async () => {
    const { body } = draft;
    await draft.settle();
    try {
      await write.mutateAsync({ conversationId: conversation.id, body: body.trim() });
      draft.clear();
      announce(text.messages.sent);
    } catch {
      // The toast says so; what was written stays, and is kept again.
      draft.write(body);
    }
  };

  if (draft.loading) return <Skeleton className="mt-4 h-32 w-full" />;
  return (
    <div className="mt-4">
      {draft.stale ? <p className="mb-2 text-muted-foreground">{text.messages.stale}</p> : null}
      <ComposerBox
        value={draft.body}
        onChange={draft.write}
        onSend={() => named(() => void send())}
        audience="client"
        readers={text.messages.readers(portal.workspace_name)}
        label={text.messages.label}
        placeholder={text.messages.placeholder}
        submit={text.messages.send}
        pending={write.isPending}
      />
    </div>
  );
}
