"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { api, one, unwrap, type Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { text } from "./messages/en";

export type Notification = Schemas["Notification"];
export type Preferences = Schemas["NotificationPreferences"];
type Page = Schemas["NotificationList"];

const freshMs = 20_000;

export function useUnread() {
  return useQuery({
    queryKey: [...keys.notifications, "summary"],
    refetchInterval: freshMs,
    queryFn: ({ signal }) => one(api.GET("/notifications/summary", { signal })),
  });
}

export function useNotifications({ unread }: { unread: boolean }) {
  return useInfiniteQuery({
    queryKey: [...keys.notifications, "list", { unread }],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.meta.next_cursor ?? undefined,
    refetchInterval: freshMs,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      unwrap(
        api.GET("/notifications", {
          params: { query: { "filter[read_at][null]": unread ? true : undefined, limit: 30, cursor: pageParam } },
          signal,
        }),
      ),
  });
}

export function useNotificationActions() {
  const cache = useQueryClient();
  const refresh = () => cache.invalidateQueries({ queryKey: keys.notifications });
  const onError = (error: unknown) => toast.error(text.actionFailed, error);
  return {
    mark: useMutation({
      mutationFn: (body: Schemas["NotificationRead"]) => one(api.POST("/notifications/read", { body })),
      onSettled: refresh,
      onError,
    }),
    snooze: useMutation({
      mutationFn: (body: Schemas["NotificationSnooze"]) => one(api.POST("/notifications/snooze", { body })),
      onSettled: refresh,
      onSuccess: () => toast.success(text.snoozed),
      onError,
    }),
  };
}

const preferencesKey = [...keys.notifications, "preferences"];

export function usePreferences() {
  return useQuery({
    queryKey: preferencesKey,
    queryFn: ({ signal }) => one(api.GET("/notification-preferences", { signal })),
  });
}

export function useSavePreferences() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Preferences) => one(api.PUT("/notification-preferences", { body })),
    onSuccess: (saved) => cache.setQueryData(preferencesKey, saved),
  });
}
