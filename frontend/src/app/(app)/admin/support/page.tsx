import type { Metadata } from "next";
import { SupportPage } from "@/features/admin";

export const metadata: Metadata = { title: "Support" };

export default function Page() {
  return <SupportPage />;
}
