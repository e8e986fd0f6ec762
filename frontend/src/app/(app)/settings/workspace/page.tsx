import type { Metadata } from "next";
import { WorkspacePage } from "@/features/settings";

export const metadata: Metadata = { title: "Workspace" };

export default function Page() {
  return <WorkspacePage />;
}
