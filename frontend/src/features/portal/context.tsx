"use client";

import { createContext, use } from "react";
import type { Portal } from "./types";

export interface PortalState {
  portal: Portal;
  /** The link lets its guests write. */
  writes: boolean;
  /** Runs something that carries the guest's name; asks for it first if there is none. */
  named: (run: () => void) => void;
  rename: () => void;
}

export const PortalContext = createContext<PortalState | null>(null);

export function usePortal(): PortalState {
  const state = use(PortalContext);
  if (!state) throw new Error("part of the portal outside of it");
  return state;
}
