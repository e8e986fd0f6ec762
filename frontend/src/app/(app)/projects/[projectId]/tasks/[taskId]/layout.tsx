import type { ReactNode } from "react";
import { DetailSkeleton } from "@/components/states";
import { patterns } from "@/config/paths";
import { RouteGate } from "@/lib/route";

export const dynamicParams = false;

export const generateStaticParams = () => [{ taskId: "_" }];

export default function TaskLayout({ children }: { children: ReactNode }) {
  return (
    <RouteGate pattern={patterns.task} fallback={<DetailSkeleton label="Loading task" />}>
      {children}
    </RouteGate>
  );
}
