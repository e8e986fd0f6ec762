"use client";

import { Bell as BellIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Count } from "@/components/ui/count";
import { later } from "@/lib/later";
import { useUnread } from "../api";
import { text } from "../messages/en";

const Panel = later(() => import("./panel").then((part) => part.Panel));

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
        <Count value={unread} className="absolute -top-0.5 -right-0.5" />
      </Button>
      {open ? <Panel onClose={() => setOpen(false)} /> : null}
    </>
  );
}
