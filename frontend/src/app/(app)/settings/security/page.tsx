import type { Metadata } from "next";
import { SecurityPage } from "@/features/settings";

export const metadata: Metadata = { title: "Security" };

export default function Page() {
  return <SecurityPage />;
}
