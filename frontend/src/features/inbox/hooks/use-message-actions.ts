"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { withReaction } from "@/components/conversation/reactions";
import type { ReactionName } from "@/components/conversation/types";
import { toast } from "@/components/ui/toast";
import { api, done, ifMatch, one, type Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { inboxKeys } from "../keys";
import { text } from "../messages/en";
import type { MessagePages } from "../queries";
import type { Message, Visibility } from "../types";

type NewMessage = { body: string; visibility: Visibility; reply_to_id?: string | null };

/** Writes, changes and deletes messages of a conversation. */
export function useMessageActions(conversationId: string) {
  const cache = useQueryClient();
  const key = inboxKeys.messages(conversationId);

  const refresh = () => {
    for (const queryKey of [inboxKeys.one(conversationId), inboxKeys.lists, keys.work])
      void cache.invalidateQueries({ queryKey });
    return cache.invalidateQueries({ queryKey: key });
  };
  const onError = (error: unknown) => toast.error(text.message.failed, error);

  const change = (id: string, to: (message: Message) => Message) =>
    cache.setQueryData<MessagePages>(
      key,
      (pages) =>
        pages && {
          ...pages,
          pages: pages.pages.map((page) => ({
            ...page,
            data: page.data.map((row) => (row.id === id ? to(row) : row)),
          })),
        },
    );

  const send = useMutation({
    mutationFn: (body: NewMessage) =>
      one(
        api.POST("/conversations/{conversation_id}/messages", {
          params: { path: { conversation_id: conversationId } },
          body,
        }),
      ),
    onError,
    onSettled: refresh,
  });

  const edit = useMutation({
    mutationFn: ({ message, body }: { message: Message; body: string }) =>
      one(
        api.PATCH("/messages/{message_id}", {
          params: { path: { message_id: message.id }, header: ifMatch(message.rev) },
          body: { body },
        }),
      ),
    onSuccess: (_row, { message }) => cache.removeQueries({ queryKey: inboxKeys.versions(message.id) }),
    onError,
    onSettled: refresh,
  });

  const remove = useMutation({
    mutationFn: (message: Message) =>
      done(
        api.DELETE("/messages/{message_id}", {
          params: { path: { message_id: message.id }, header: ifMatch(message.rev) },
        }),
      ),
    onSuccess: () => toast.success(text.message.removed),
    onError,
    onSettled: refresh,
  });

  const react = useMutation({
    mutationFn: ({ message, reaction, on }: { message: Message; reaction: ReactionName; on: boolean }) => {
      const params = { path: { message_id: message.id, reaction } };
      return done(
        on
          ? api.PUT("/messages/{message_id}/reactions/{reaction}", { params })
          : api.DELETE("/messages/{message_id}/reactions/{reaction}", { params }),
      );
    },
    onMutate: ({ message, reaction, on }) =>
      change(message.id, (row) => ({ ...row, reactions: withReaction(row.reactions, reaction, on) })),
    onError,
    onSettled: () => cache.invalidateQueries({ queryKey: key }),
  });

  const makeTask = useMutation({
    mutationFn: ({ message, body }: { message: Message; body: Schemas["MessageTaskInput"] }) =>
      one(api.POST("/messages/{message_id}/tasks", { params: { path: { message_id: message.id } }, body })),
    onSuccess: (task, { message }) => {
      change(message.id, (row) => ({ ...row, tasks: [...row.tasks, task] }));
      void refresh();
      for (const queryKey of [keys.tasks.all, keys.work, keys.projects.all]) {
        void cache.invalidateQueries({ queryKey });
      }
    },
  });

  return { send, edit, remove, react, makeTask };
}
