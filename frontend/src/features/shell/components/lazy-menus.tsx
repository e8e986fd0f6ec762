"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { LogoMark } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "../messages/en";

/**
 * Menus are a fifth of the script that a page would need to start, and nobody
 * opens one in the first moment: they come right after, in the place kept here.
 */
export const NewMenu = dynamic(() => import("./new-menu").then((part) => part.NewMenu), {
  ssr: false,
  loading: () => (
    <Button size="sm" aria-label={text.new} className="max-sm:size-9 max-sm:px-0">
      <Plus aria-hidden="true" />
      <span className="max-sm:hidden">{text.new}</span>
    </Button>
  ),
});

export const AccountMenu = dynamic(() => import("./account-menu").then((part) => part.AccountMenu), {
  ssr: false,
  loading: () => <Skeleton className="ml-1 size-8 rounded-full touch:size-10" />,
});

export const WorkspaceMenu = dynamic(() => import("./workspace-menu").then((part) => part.WorkspaceMenu), {
  ssr: false,
  loading: () => (
    <span className="flex h-9 items-center gap-2 px-1.5">
      <LogoMark className="size-6" />
      <Skeleton className="hidden h-3.5 w-28 lg:block" />
    </span>
  ),
});
