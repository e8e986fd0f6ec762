import type { Metadata } from "next";
import { Suspense } from "react";
import { RowsSkeleton } from "@/components/states";
import { AuditPage } from "@/features/audit";

export const metadata: Metadata = { title: "Audit log" };

export default function Page() {
  return (
    <Suspense fallback={<RowsSkeleton />}>
      <AuditPage />
    </Suspense>
  );
}
