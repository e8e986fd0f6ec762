"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { tabListClasses } from "./tabs";

/** Links in a line, one of which is this page. On a phone the line is pushed so that it shows. */
export function TabNav({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  const nav = useRef<HTMLElement>(null);
  const shown = useRef<Element>(null);

  useEffect(() => {
    const line = nav.current;
    const current = line?.querySelector<HTMLElement>('[aria-current="page"]') ?? null;
    if (line && current && current !== shown.current) {
      line.scrollLeft = current.offsetLeft - (line.clientWidth - current.offsetWidth) / 2;
    }
    shown.current = current;
  });

  return (
    <nav ref={nav} aria-label={label} className={cn(tabListClasses, "relative scroll-shadows", className)}>
      {children}
    </nav>
  );
}
