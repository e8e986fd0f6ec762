import type { Metadata } from "next";
import { AdminAuditPage } from "@/features/admin";

export const metadata: Metadata = { title: "Audit log" };

export default function Page() {
  return <AdminAuditPage />;
}
