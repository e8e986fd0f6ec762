import type { Metadata } from "next";
import { ClientPage } from "@/features/clients";

export const metadata: Metadata = { title: "Client" };

export default function Page() {
  return <ClientPage />;
}
