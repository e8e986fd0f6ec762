"use client";

import type { ReactNode } from "react";
import { later } from "@/lib/later";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: ReactNode;
  confirm: string;
  cancel?: string;
  pending?: boolean;
  tone?: "danger" | "plain";
  onConfirm: () => void;
}

const Box = later(() => import("./confirm-dialog-box").then((part) => part.ConfirmDialogBox));

/** Loaded when something is first asked; few visits get there. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return props.open ? <Box {...props} /> : null;
}
