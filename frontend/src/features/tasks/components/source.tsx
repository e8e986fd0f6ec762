"use client";

import { useQuery } from "@tanstack/react-query";
import { MessageCircle } from "lucide-react";
import Link from "next/link";
import { paths } from "@/config/paths";
import { api, one } from "@/lib/api/client";
import { text } from "../messages/en";

/** The way back to the message that the task was made of. */
export function SourceLink({ messageId }: { messageId: string }) {
  const message = useQuery({
    queryKey: ["conversations", "message", messageId],
    queryFn: ({ signal }) =>
      one(api.GET("/messages/{message_id}", { params: { path: { message_id: messageId } }, signal })),
  });
  if (!message.data) return null;
  return (
    <Link
      href={paths.conversation(message.data.conversation_id)}
      prefetch={false}
      className="inline-flex items-center gap-1 rounded-sm hover:text-foreground hover:underline"
    >
      <MessageCircle aria-hidden="true" className="size-3.5" />
      {text.detail.source}
    </Link>
  );
}
