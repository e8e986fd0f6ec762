"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/cn";
import { text } from "../messages/en";
import { isIn, places } from "../navigation";
import { Waiting } from "./waiting";

/** The navigation of phones, in reach of the thumb; settings are behind the picture above. */
export function BottomBar() {
  const pathname = usePathname();
  return (
    <nav
      aria-label={text.main}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t bg-sidebar pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {places.map((place) => {
        const current = isIn(pathname, place);
        const Icon = place.icon;
        return (
          <Link
            key={place.href}
            href={place.href}
            aria-current={current ? "page" : undefined}
            className={cn(
              "flex h-14 min-w-0 flex-col items-center justify-center gap-0.5 text-[0.6875rem] leading-4 text-muted-foreground",
              current && "font-medium text-foreground",
            )}
          >
            <span className="relative">
              <Icon aria-hidden="true" className={cn("size-5", current && "text-primary")} />
              {place.counts ? <Waiting className="absolute -top-1 -right-2.5" /> : null}
            </span>
            <span className="max-w-full truncate px-0.5">{place.label}</span>
          </Link>
        );
      })}
    </nav>
  );
}
