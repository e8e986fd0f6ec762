import type { Metadata } from "next";
import { VerifyPage } from "@/features/auth";

export const metadata: Metadata = { title: "Confirm your email" };

export default function Page() {
  return <VerifyPage />;
}
