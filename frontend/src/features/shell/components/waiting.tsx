"use client";

import { Count } from "@/components/ui/count";
import { useUnread } from "@/features/notifications";
import { text } from "../messages/en";

/** How many clients wait for an answer; asked for together with what the bell shows. */
export function Waiting({ className }: { className?: string }) {
  const { data } = useUnread();
  return <Count value={data?.waiting ?? 0} label={text.waiting} className={className} />;
}
