"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { useState, type ReactNode } from "react";
import { Toaster } from "@/components/ui/toast";
import { makeQueryClient } from "@/lib/query";
import { ChunkReload } from "./chunk-reload";
import { LiveRegion } from "./live-region";

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
        {children}
        <Toaster />
        <LiveRegion />
        <ChunkReload />
      </ThemeProvider>
    </QueryClientProvider>
  );
}
