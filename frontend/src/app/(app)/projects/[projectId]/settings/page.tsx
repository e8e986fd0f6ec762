import type { Metadata } from "next";
import { ProjectSettingsPage } from "@/features/projects";

export const metadata: Metadata = { title: "Project settings" };

export default function Page() {
  return <ProjectSettingsPage />;
}
