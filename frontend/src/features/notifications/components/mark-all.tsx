"use client";

import { CheckCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useNotificationActions, useNotifications, useUnread } from "../api";
import { text } from "../messages/en";

/** Up to the newest one that is shown; what comes meanwhile stays unread. */
export function MarkAll() {
  const { mark } = useNotificationActions();
  const { data } = useUnread();
  const newest = useNotifications({ unread: false }).data?.pages[0]?.data[0];
  return (
    <Button
      variant="secondary"
      size="sm"
      pending={mark.isPending}
      disabled={!newest || !data?.unread}
      onClick={() => newest && mark.mutate({ up_to_seq: newest.seq, read: true })}
    >
      <CheckCheck aria-hidden="true" />
      {text.markAll}
    </Button>
  );
}
