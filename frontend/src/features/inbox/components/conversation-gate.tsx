"use client";

import type { ReactNode } from "react";
import { DetailSkeleton } from "@/components/states";
import { patterns } from "@/config/paths";
import { RouteGate } from "@/lib/route";
import { text } from "../messages/en";

/** A conversation's page anew for each id, so that nothing typed for one shows up in another. */
export function ConversationGate({ children }: { children: ReactNode }) {
  return (
    <RouteGate pattern={patterns.conversation} fallback={<DetailSkeleton label={text.loadingOne} />}>
      {children}
    </RouteGate>
  );
}
