import type { Metadata } from "next";
import { MyWorkPage } from "@/features/dashboard";

export const metadata: Metadata = { title: "My work" };

export default function Page() {
  return <MyWorkPage />;
}
