import type { Metadata } from "next";
import { Suspense } from "react";
import { RowsSkeleton } from "@/components/states";
import { UsersPage } from "@/features/admin";

export const metadata: Metadata = { title: "Accounts" };

export default function Page() {
  return (
    <Suspense fallback={<RowsSkeleton />}>
      <UsersPage />
    </Suspense>
  );
}
