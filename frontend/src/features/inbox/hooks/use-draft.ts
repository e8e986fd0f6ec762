"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api, done } from "@/lib/api/client";
import { inboxKeys } from "../keys";
import { draft as draftOptions } from "../queries";
import type { Conversation, Visibility } from "../types";

export type DraftState = "idle" | "dirty" | "saving" | "saved" | "failed";

const pauseMs = 800;

interface Text {
  body: string;
  visibility: Visibility;
  /** The last message that the writer had seen when they began. */
  seen: number;
}

const write = (id: string, { body, visibility, seen }: Text) => {
  const params = { path: { conversation_id: id } };
  return body.trim() === ""
    ? done(api.DELETE("/conversations/{conversation_id}/draft", { params }))
    : done(
        api.PUT("/conversations/{conversation_id}/draft", { params, body: { body, visibility, based_on_seq: seen } }),
      );
};

/**
 * What is being written, kept on the server after each pause: it is there on the
 * other device, too. Writes follow one another, the last one wins.
 */
export function useDraft(conversation: Conversation) {
  const { id } = conversation;
  const cache = useQueryClient();
  // Whether there was one when the conversation was opened; what is typed here comes later.
  const [wanted] = useState(conversation.has_draft);
  const stored = useQuery({ ...draftOptions(id), enabled: wanted });

  const [typed, setTyped] = useState<Text | null>(null);
  const [state, setState] = useState<DraftState>("idle");
  const latest = useRef<Text | null>(null);
  const unsaved = useRef(false);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    queue.current = queue.current.then(async () => {
      const now = latest.current;
      if (!unsaved.current || !now) return;
      unsaved.current = false;
      setState("saving");
      try {
        await write(id, now);
        setState((old) => (old === "saving" ? (now.body.trim() ? "saved" : "idle") : old));
      } catch {
        unsaved.current = true;
        setState("failed");
      }
    });
    return queue.current;
  }, [id]);

  useEffect(() => {
    const onHide = () => document.visibilityState === "hidden" && void flush();
    document.addEventListener("visibilitychange", onHide);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      void flush().then(() => cache.invalidateQueries({ queryKey: inboxKeys.one(id) }));
    };
  }, [flush, cache, id]);

  const open = conversation.visibility === "client" ? "client" : "internal";
  const kept: Text | null = stored.data
    ? { body: stored.data.body, visibility: stored.data.visibility, seen: stored.data.based_on_seq }
    : null;
  const text: Text = typed ?? kept ?? { body: "", visibility: open, seen: conversation.last_message_seq };

  const put = (change: Partial<Text>) => {
    const begun = text.body === "" ? { seen: conversation.last_message_seq } : {};
    const next = { ...text, ...begun, ...change };
    latest.current = next;
    unsaved.current = true;
    setTyped(next);
    setState("dirty");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pauseMs);
  };

  /** After sending: the server has removed the draft itself. */
  const clear = () => {
    clearTimeout(timer.current);
    unsaved.current = false;
    latest.current = null;
    setTyped({ body: "", visibility: text.visibility, seen: conversation.last_message_seq });
    setState("idle");
  };

  /** Waits for what is on its way, so that it cannot come after the message. */
  const settle = () => {
    clearTimeout(timer.current);
    unsaved.current = false;
    return queue.current;
  };

  const news = text.body.trim() === "" ? 0 : Math.max(0, conversation.last_message_seq - text.seen);
  return {
    ...text,
    /** Messages that came after the writing began. */
    news,
    loading: wanted && stored.isPending && typed === null,
    state,
    write: (body: string) => put({ body }),
    choose: (visibility: Visibility) => {
      if (text.body.trim()) put({ visibility });
      else setTyped({ ...text, visibility });
    },
    /** The writer has seen what came meanwhile. */
    confirm: () => put({ seen: conversation.last_message_seq }),
    flush,
    clear,
    settle,
  };
}
