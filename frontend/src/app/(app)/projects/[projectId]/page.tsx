import type { Metadata } from "next";
import { OverviewPage } from "@/features/projects";

export const metadata: Metadata = { title: "Project" };

export default function Page() {
  return <OverviewPage />;
}
