import type { Metadata } from "next";
import { DataPage } from "@/features/settings";

export const metadata: Metadata = { title: "Your data" };

export default function Page() {
  return <DataPage />;
}
