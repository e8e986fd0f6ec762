import type { Metadata } from "next";
import { Suspense } from "react";
import { RowsSkeleton } from "@/components/states";
import { InsidePage } from "@/features/admin";

export const metadata: Metadata = { title: "Inside a workspace" };

export default function Page() {
  return (
    <Suspense fallback={<RowsSkeleton />}>
      <InsidePage />
    </Suspense>
  );
}
