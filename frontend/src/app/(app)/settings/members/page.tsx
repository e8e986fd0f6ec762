import type { Metadata } from "next";
import { MembersPage } from "@/features/team";

export const metadata: Metadata = { title: "Members" };

export default function Page() {
  return <MembersPage />;
}
