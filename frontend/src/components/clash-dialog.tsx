"use client";

import { later } from "@/lib/later";

export interface ClashField {
  label: string;
  mine: string;
  theirs: string;
}

export interface ClashDialogProps {
  fields: ClashField[];
  pending?: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Loaded when two people first change the same. */
export const ClashDialog = later(() => import("./clash-dialog-box").then((part) => part.ClashDialogBox));
