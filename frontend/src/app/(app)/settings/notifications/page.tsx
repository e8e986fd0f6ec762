import type { Metadata } from "next";
import { PreferencesPage } from "@/features/notifications";

export const metadata: Metadata = { title: "Notifications" };

export default function Page() {
  return <PreferencesPage />;
}
