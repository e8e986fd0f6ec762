import type { Metadata } from "next";
import { ResetPage } from "@/features/auth";

export const metadata: Metadata = { title: "New password" };

export default function Page() {
  return <ResetPage />;
}
