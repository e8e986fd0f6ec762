"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { LogoMark } from "@/components/logo";
import { Kbd } from "@/components/ui/kbd";
import { paths } from "@/config/paths";
import { Bell } from "@/features/notifications";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";
import { AccountMenu } from "./account-menu";
import { NewMenu } from "./new-menu";
import { ThemeToggle } from "./theme-toggle";

export function TopBar() {
  const open = useUi((state) => state.open);
  return (
    <header className="sticky top-0 z-20 flex h-12 shrink-0 items-center gap-2 border-b bg-background px-3 sm:px-5">
      <Link href={paths.dashboard} aria-label={text.dashboard} className="rounded-md sm:hidden" prefetch={false}>
        <LogoMark className="size-7" />
      </Link>
      <button
        type="button"
        onClick={() => open("palette")}
        aria-keyshortcuts="Control+K"
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border border-input bg-card px-2.5 text-muted-foreground transition-colors hover:border-border-strong sm:max-w-80 touch:h-10"
      >
        <Search aria-hidden="true" className="size-4 shrink-0" />
        <span className="truncate">{text.search}</span>
        <span aria-hidden="true" className="ml-auto hidden gap-0.5 lg:flex">
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <div className="ml-auto flex items-center gap-1">
        <NewMenu />
        <Bell />
        <ThemeToggle />
        <AccountMenu />
      </div>
    </header>
  );
}
