import type { ReactNode } from "react";
import { ConversationGate } from "@/features/inbox";

export const dynamicParams = false;

export const generateStaticParams = () => [{ conversationId: "_" }];

export default function ConversationLayout({ children }: { children: ReactNode }) {
  return <ConversationGate>{children}</ConversationGate>;
}
