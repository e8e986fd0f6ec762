import type { Metadata } from "next";
import { UnsubscribePage } from "@/features/notifications";

export const metadata: Metadata = { title: "Mails" };

export default function Page() {
  return <UnsubscribePage />;
}
