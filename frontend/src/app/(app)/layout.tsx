import type { ReactNode } from "react";
import { AppFrame } from "@/features/shell";
import { Dialogs } from "./dialogs";

export default function AppLayout({ children }: { children: ReactNode }) {
  return <AppFrame dialogs={<Dialogs />}>{children}</AppFrame>;
}
