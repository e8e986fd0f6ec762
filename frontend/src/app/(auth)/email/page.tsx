import type { Metadata } from "next";
import { EmailPage } from "@/features/auth";

export const metadata: Metadata = { title: "Confirm your new email" };

export default function Page() {
  return <EmailPage />;
}
