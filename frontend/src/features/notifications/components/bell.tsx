"use client";

import { Bell as BellIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useUnread } from "../api";
import { text } from "../messages/en";

const Panel = dynamic(() => import("./panel").then((part) => part.Panel), { ssr: false });

const most = 99;

/** How much is new; opens the list beside the page. */
export function Bell() {
  const [open, setOpen] = useState(false);
  const { data } = useUnread();
  const unread = data?.unread ?? 0;
  return (
    <>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-haspopup="dialog"
        aria-label={unread > 0 ? text.bellUnread(unread) : text.bell}
        onClick={() => setOpen(true)}
        className="relative"
      >
        <BellIcon aria-hidden="true" />
        {unread > 0 ? (
          <span
            aria-hidden="true"
            className="absolute -top-0.5 -right-0.5 flex h-4 min-w-4 items-center justify-center rounded-full bg-destructive px-1 text-[0.625rem] font-semibold text-destructive-foreground tabular-nums"
          >
            {unread > most ? `${most}+` : unread}
          </span>
        ) : null}
      </Button>
      {open ? <Panel onClose={() => setOpen(false)} /> : null}
    </>
  );
}
