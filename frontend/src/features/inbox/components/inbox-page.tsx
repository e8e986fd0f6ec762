"use client";

import { MessagesSquare } from "lucide-react";
import { Empty } from "@/components/states";
import { text } from "../messages/en";

/** Beside the list while no conversation is open. */
export function InboxPage() {
  return <Empty icon={MessagesSquare} title={text.pick} hint={text.pickHint} className="flex-1" />;
}
