import type { Metadata } from "next";
import { ForgotPage } from "@/features/auth";

export const metadata: Metadata = { title: "Forgotten password" };

export default function Page() {
  return <ForgotPage />;
}
