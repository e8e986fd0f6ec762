"use client";

import dynamic from "next/dynamic";

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
export const ClashDialog = dynamic(() => import("./clash-dialog-box").then((part) => part.ClashDialogBox), {
  ssr: false,
});
