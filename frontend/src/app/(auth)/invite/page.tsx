import type { Metadata } from "next";
import { InvitePage } from "@/features/auth";

export const metadata: Metadata = { title: "Invitation" };

export default function Page() {
  return <InvitePage />;
}
