import type { Metadata } from "next";
import { OverviewPage } from "@/features/admin";

export const metadata: Metadata = { title: "Administration" };

export default function Page() {
  return <OverviewPage />;
}
