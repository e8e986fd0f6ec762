"use client";

import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, ifMatch, one } from "@/lib/api/client";
import { currentOf } from "@/lib/api/errors";
import { keys } from "@/lib/data/keys";
import { inboxKeys } from "../keys";
import { text } from "../messages/en";
import type { Conversation, ConversationInput, Visibility } from "../types";

function store(cache: QueryClient, conversation: Conversation) {
  cache.setQueryData(inboxKeys.one(conversation.id), conversation);
  for (const queryKey of [inboxKeys.lists, keys.work]) void cache.invalidateQueries({ queryKey });
}

type Action =
  | { do: "close" | "reopen" }
  | { do: "snooze"; until: string }
  | { do: "assign"; to: string | null }
  | { do: "visibility"; visibility: Visibility }
  | { do: "subject"; subject: string };

/** What can be done with a conversation; each ends in the row that the server answers. */
export function useConversationAction(id: string) {
  const cache = useQueryClient();
  const params = { path: { conversation_id: id } };

  const patch = (body: { visibility?: Visibility; subject?: string }) => {
    const { rev = 0 } = cache.getQueryData<Conversation>(inboxKeys.one(id)) ?? {};
    return api.PATCH("/conversations/{conversation_id}", { params: { ...params, header: ifMatch(rev) }, body });
  };

  const run = (action: Action) => {
    switch (action.do) {
      case "close":
        return api.POST("/conversations/{conversation_id}/close", { params });
      case "reopen":
        return api.POST("/conversations/{conversation_id}/reopen", { params });
      case "snooze":
        return api.POST("/conversations/{conversation_id}/snooze", { params, body: { until: action.until } });
      case "assign":
        return api.POST("/conversations/{conversation_id}/assign", { params, body: { assignee_id: action.to } });
      case "visibility":
        return patch({ visibility: action.visibility });
      case "subject":
        return patch({ subject: action.subject });
    }
  };

  return useMutation({
    scope: { id: `conversation-${id}` },
    mutationFn: (action: Action) => one(run(action)) as Promise<Conversation>,
    onSuccess: (conversation) => store(cache, conversation),
    onError: (error) => {
      const current = currentOf<Conversation>(error);
      if (current) store(cache, current);
      toast.error(text.actionFailed, error);
    },
  });
}

export function useCreateConversation() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ConversationInput) => one(api.POST("/conversations", { body })) as Promise<Conversation>,
    onSuccess: (conversation) => store(cache, conversation),
  });
}
