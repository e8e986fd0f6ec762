import type { Metadata } from "next";
import { ConversationPage } from "@/features/inbox";

export const metadata: Metadata = { title: "Conversation" };

export default function Page() {
  return <ConversationPage />;
}
