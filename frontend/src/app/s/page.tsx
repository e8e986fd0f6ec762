import type { Metadata } from "next";
import { PortalPage } from "@/features/portal";

export const metadata: Metadata = {
  title: "Shared with you",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

export default function Page() {
  return <PortalPage />;
}
