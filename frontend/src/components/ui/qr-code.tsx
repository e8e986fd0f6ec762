"use client";

import type { ComponentProps } from "react";
import { later } from "@/lib/later";

const Drawing = later(() => import("qrcode.react").then((part) => part.QRCodeSVG));

/** A square to scan, dark on white in both themes; `title` says what it leads to. */
export function QrCode(props: Pick<ComponentProps<typeof Drawing>, "value" | "title">) {
  return (
    <div className="size-48 rounded-md border bg-white p-1">
      <Drawing {...props} size={180} marginSize={2} level="M" className="size-full" />
    </div>
  );
}
