import type { Metadata } from "next";
import { MessagesPage } from "@/features/projects";

export const metadata: Metadata = { title: "Messages" };

export default function Page() {
  return <MessagesPage />;
}
