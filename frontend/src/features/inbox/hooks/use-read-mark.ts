"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, done } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { inboxKeys } from "../keys";
import type { Conversation } from "../types";

/** Tells the server how far the conversation has been read, while somebody looks at it. */
export function useReadMark(conversation: Conversation, lastShown: number) {
  const cache = useQueryClient();
  const told = useRef(0);
  const { id, read_seq: mark } = conversation;

  useEffect(() => {
    const tell = () => {
      if (document.visibilityState !== "visible" || lastShown <= Math.max(mark, told.current)) return;
      told.current = lastShown;
      const written = done(
        api.POST("/conversations/{conversation_id}/read", {
          params: { path: { conversation_id: id } },
          body: { seq: lastShown },
        }),
      );
      void written.then(
        () => {
          for (const queryKey of [inboxKeys.one(id), inboxKeys.lists, keys.notifications]) {
            void cache.invalidateQueries({ queryKey });
          }
        },
        // Told again with the next message, or when the page is opened anew.
        () => undefined,
      );
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [cache, id, mark, lastShown]);
}
