"use client";

import { Share2 } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { later } from "@/lib/later";
import { text } from "../messages/en";
import type { Scope } from "../types";

export const ShareSheet = later(() => import("./share-sheet").then((part) => part.ShareSheet));

/** Opens what there is to share; loaded when it is first asked for. */
export function ShareButton({ scope, ...props }: { scope: Scope } & Pick<ButtonProps, "size" | "variant">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" {...props} onClick={() => setOpen(true)}>
        <Share2 aria-hidden="true" />
        {text.share}
      </Button>
      {open ? <ShareSheet scope={scope} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
