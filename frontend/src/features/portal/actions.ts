"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { withReaction } from "@/components/conversation/reactions";
import type { ReactionName } from "@/components/conversation/types";
import { toast } from "@/components/ui/toast";
import { done, ifMatch, one, type Schemas } from "@/lib/api/client";
import { isApiError } from "@/lib/api/errors";
import { ofLink, portalApi as api } from "./client";
import { text } from "./messages/en";
import { messages, portalKeys } from "./queries";
import type { PortalComment, PortalMessage, PortalTask } from "./types";

/** A link that does not open any more says so by itself. */
const complain = (title: string) => (error: unknown) => {
  if (!isApiError(error) || error.status !== 401) toast.error(title, error);
};

/** Everything that a guest can do; after each the page shows what is new. */
export function usePortalActions(link: string) {
  const cache = useQueryClient();
  const header = ofLink(link);
  const refresh = () => cache.invalidateQueries({ queryKey: portalKeys.all(link) });

  const rename = useMutation({
    mutationFn: (name: string) => one(api.PATCH("/portal/me", { params: { header }, body: { name } })),
    onSuccess: refresh,
    onError: complain(text.name.failed),
  });

  const ask = useMutation({
    mutationFn: ({ projectId, ...body }: Schemas["PortalTaskInput"] & { projectId: string }) =>
      one(
        api.POST("/portal/projects/{project_id}/tasks", { params: { header, path: { project_id: projectId } }, body }),
      ),
    onSuccess: refresh,
  });

  const changeTask = useMutation({
    mutationFn: ({ task, ...body }: Schemas["PortalTaskPatch"] & { task: PortalTask }) =>
      one(
        api.PATCH("/portal/tasks/{task_id}", {
          params: { path: { task_id: task.id }, header: { ...header, ...ifMatch(task.rev) } },
          body,
        }),
      ),
    onSettled: refresh,
  });

  const comment = useMutation({
    mutationFn: ({ taskId, body }: { taskId: string; body: string }) =>
      one(
        api.POST("/portal/tasks/{task_id}/comments", { params: { header, path: { task_id: taskId } }, body: { body } }),
      ),
    onSuccess: refresh,
    onError: complain(text.comments.failed),
  });

  const editComment = useMutation({
    mutationFn: ({ row, body }: { row: PortalComment; body: string }) =>
      one(
        api.PATCH("/portal/comments/{comment_id}", {
          params: { path: { comment_id: row.id }, header: { ...header, ...ifMatch(row.rev) } },
          body: { body },
        }),
      ),
    onSettled: refresh,
    onError: complain(text.comments.failed),
  });

  const removeComment = useMutation({
    mutationFn: (row: PortalComment) =>
      done(
        api.DELETE("/portal/comments/{comment_id}", {
          params: { path: { comment_id: row.id }, header: { ...header, ...ifMatch(row.rev) } },
        }),
      ),
    onSuccess: () => toast.success(text.comments.removed),
    onSettled: refresh,
    onError: complain(text.comments.failed),
  });

  const decide = useMutation({
    mutationFn: ({ id, approve, note }: { id: string; approve: boolean; note: string }) => {
      const params = { header, path: { approval_id: id } };
      return approve
        ? one(api.POST("/portal/approvals/{approval_id}/approve", { params, body: note ? { note } : {} }))
        : one(api.POST("/portal/approvals/{approval_id}/request-changes", { params, body: { note } }));
    },
    onSettled: refresh,
    onSuccess: (_row, { approve }) => toast.success(approve ? text.approvals.approved : text.approvals.changesSent),
    onError: complain(text.approvals.failed),
  });

  const begin = useMutation({
    mutationFn: (body: Schemas["PortalConversationInput"]) =>
      one(api.POST("/portal/conversations", { params: { header }, body })),
    onSuccess: refresh,
  });

  const write = useMutation({
    mutationFn: ({ conversationId, body }: { conversationId: string; body: string }) =>
      one(
        api.POST("/portal/conversations/{conversation_id}/messages", {
          params: { header, path: { conversation_id: conversationId } },
          body: { body },
        }),
      ),
    onSuccess: refresh,
    onError: complain(text.messages.failed),
  });

  const editMessage = useMutation({
    mutationFn: ({ row, body }: { row: PortalMessage; body: string }) =>
      one(
        api.PATCH("/portal/messages/{message_id}", {
          params: { path: { message_id: row.id }, header: { ...header, ...ifMatch(row.rev) } },
          body: { body },
        }),
      ),
    onSettled: refresh,
    onError: complain(text.messages.failed),
  });

  const react = useMutation({
    mutationFn: ({ row, reaction, on }: { row: PortalMessage; reaction: ReactionName; on: boolean }) => {
      const params = { header, path: { message_id: row.id, reaction } };
      return done(
        on
          ? api.PUT("/portal/messages/{message_id}/reactions/{reaction}", { params })
          : api.DELETE("/portal/messages/{message_id}/reactions/{reaction}", { params }),
      );
    },
    onMutate: ({ row, reaction, on }) => {
      const key = messages(link, row.conversation_id).queryKey;
      cache.setQueryData(
        key,
        (old) =>
          old && {
            ...old,
            pages: old.pages.map((page) => ({
              ...page,
              data: page.data.map((one) =>
                one.id === row.id ? { ...one, reactions: withReaction(one.reactions, reaction, on) } : one,
              ),
            })),
          },
      );
    },
    onSettled: refresh,
  });

  /** A mark that could not be written is written with the next message. */
  const read = (conversationId: string, messageId: string) =>
    void done(
      api.POST("/portal/conversations/{conversation_id}/read", {
        params: { header, path: { conversation_id: conversationId } },
        body: { message_id: messageId },
      }),
    ).then(
      () => cache.invalidateQueries({ queryKey: portalKeys.part(link, "conversations") }),
      () => undefined,
    );

  return {
    rename,
    ask,
    changeTask,
    comment,
    editComment,
    removeComment,
    decide,
    begin,
    write,
    editMessage,
    react,
    read,
  };
}
