import { ArrowLeft } from "lucide-react";
import type { View } from "../hooks/use-place";
import { PartLink } from "./part-link";

export function Back({ view, children }: { view: View; children: string }) {
  return (
    <PartLink
      view={view}
      className="mb-3 inline-flex min-h-8 items-center gap-1.5 rounded-sm text-muted-foreground hover:text-foreground"
    >
      <ArrowLeft aria-hidden="true" className="size-4" />
      {children}
    </PartLink>
  );
}
