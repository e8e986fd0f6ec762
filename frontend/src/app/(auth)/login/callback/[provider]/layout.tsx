import type { ReactNode } from "react";
import { patterns } from "@/config/paths";
import { RouteGate } from "@/lib/route";

export const dynamicParams = false;
export const generateStaticParams = () => [{ provider: "_" }];

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <RouteGate pattern={patterns.callback} fallback={null}>
      {children}
    </RouteGate>
  );
}
