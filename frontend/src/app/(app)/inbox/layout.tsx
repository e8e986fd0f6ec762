import type { ReactNode } from "react";
import { InboxFrame } from "@/features/inbox";

export default function InboxLayout({ children }: { children: ReactNode }) {
  return <InboxFrame>{children}</InboxFrame>;
}
