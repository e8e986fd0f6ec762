"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { done } from "@/lib/api/client";
import { ofLink, portalApi as api } from "../client";
import { conversation as conversationOf, draft as draftOf } from "../queries";
import type { PortalConversation } from "../types";

const pauseMs = 800;

const keep = (link: string, id: string, body: string, seen: string | null) => {
  const params = { header: ofLink(link), path: { conversation_id: id } };
  return body.trim() === ""
    ? done(api.DELETE("/portal/conversations/{conversation_id}/draft", { params }))
    : done(api.PUT("/portal/conversations/{conversation_id}/draft", { params, body: { body, message_id: seen } }));
};

/**
 * What a client is writing, kept on the server after each pause, so that a page that
 * was closed loses nothing. `seen`: the last message that is on the page.
 */
export function useDraft(link: string, conversation: PortalConversation, seen: string | null) {
  const { id } = conversation;
  const cache = useQueryClient();
  // Whether there was one when the conversation was opened; what is typed here comes later.
  const [wanted] = useState(conversation.has_draft);
  const [typed, setTyped] = useState<string | null>(null);
  const stored = useQuery({ ...draftOf(link, id), enabled: wanted && typed === null });

  const unsaved = useRef<{ body: string; seen: string | null } | null>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const now = unsaved.current;
    unsaved.current = null;
    if (!now) return;
    queue.current = queue.current.then(() => keep(link, id, now.body, now.seen)).catch(() => undefined);
    // Who comes back to the conversation is to find it.
    const { queryKey } = conversationOf(link, id);
    cache.setQueryData(queryKey, (old) => old && { ...old, has_draft: now.body.trim() !== "" });
  }, [cache, link, id]);

  useEffect(() => {
    const onHide = () => document.visibilityState === "hidden" && flush();
    document.addEventListener("visibilitychange", onHide);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      flush();
    };
  }, [flush]);

  const write = (body: string) => {
    setTyped(body);
    unsaved.current = { body, seen };
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, pauseMs);
  };

  const body = typed ?? stored.data?.body ?? "";
  return {
    body,
    stale: typed === null && stored.data?.stale === true,
    loading: wanted && stored.isPending && typed === null,
    write,
    /** After sending: the server has removed the draft itself. */
    clear: () => setTyped(""),
    /** Waits for what is on its way, so that it cannot come after the message; asks for no more. */
    settle: () => {
      setTyped(body);
      clearTimeout(timer.current);
      unsaved.current = null;
      return queue.current;
    },
  };
}
