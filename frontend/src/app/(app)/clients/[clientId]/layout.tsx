import type { ReactNode } from "react";
import { DetailSkeleton } from "@/components/states";
import { patterns } from "@/config/paths";
import { RouteGate } from "@/lib/route";

export const dynamicParams = false;

export const generateStaticParams = () => [{ clientId: "_" }];

export default function ClientLayout({ children }: { children: ReactNode }) {
  return (
    <RouteGate pattern={patterns.client} fallback={<DetailSkeleton label="Loading client" />}>
      {children}
    </RouteGate>
  );
}
