"use client";

import { createContext, use, useId, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/lib/cn";

export const tabClasses =
  "relative inline-flex h-9 shrink-0 items-center gap-1.5 px-0.5 text-sm font-medium text-muted-foreground transition-colors after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:rounded-full hover:text-foreground focus-visible:-outline-offset-2 data-[state=active]:text-foreground data-[state=active]:after:bg-primary aria-[current=page]:text-foreground aria-[current=page]:after:bg-primary touch:h-11";

export const tabListClasses = "flex gap-5 overflow-x-auto border-b scrollbar-none";

type State = { value: string; select: (value: string) => void; id: string };

const Context = createContext<State | null>(null);

function useTabs(): State {
  const state = use(Context);
  if (!state) throw new Error("part of tabs outside of them");
  return state;
}

const ids = (id: string, value: string) => ({ tab: `${id}-${value}`, panel: `${id}-${value}-panel` });

/** Parts of which one shows at a time; the arrow keys go from tab to tab. */
export function Tabs({ defaultValue, children }: { defaultValue: string; children: ReactNode }) {
  const [value, select] = useState(defaultValue);
  const id = useId();
  return (
    <Context value={{ value, select, id }}>
      <div>{children}</div>
    </Context>
  );
}

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

export function TabsList({ className, ...props }: ComponentProps<"div">) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
    const at = tabs.indexOf(event.target as HTMLElement);
    const next = steps[event.key]?.(at, tabs.length);
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    tabs[next]?.focus();
    tabs[next]?.click();
  };
  return <div role="tablist" onKeyDown={onKeyDown} className={cn(tabListClasses, className)} {...props} />;
}

export function TabsTrigger({ value, className, ...props }: ComponentProps<"button"> & { value: string }) {
  const tabs = useTabs();
  const active = tabs.value === value;
  const { tab, panel } = ids(tabs.id, value);
  return (
    <button
      type="button"
      role="tab"
      id={tab}
      aria-selected={active}
      aria-controls={active ? panel : undefined}
      tabIndex={active ? 0 : -1}
      data-state={active ? "active" : "inactive"}
      onClick={() => tabs.select(value)}
      className={cn(tabClasses, className)}
      {...props}
    />
  );
}

export function TabsContent({ value, className, ...props }: ComponentProps<"div"> & { value: string }) {
  const tabs = useTabs();
  const { tab, panel } = ids(tabs.id, value);
  if (tabs.value !== value) return null;
  return (
    <div
      role="tabpanel"
      id={panel}
      aria-labelledby={tab}
      tabIndex={0}
      className={cn("pt-4 focus-visible:outline-offset-4", className)}
      {...props}
    />
  );
}
