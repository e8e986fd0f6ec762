"use client";

import { create } from "zustand";

type Dialog = "palette" | "shortcuts" | "new-client" | "new-project" | "new-task" | "new-conversation";

/** What a new thing is made for, when it is known. */
interface About {
  clientId?: string;
  projectId?: string;
}

interface UiState {
  /** The one overlay of the shell that is open. */
  dialog: Dialog | null;
  about: About;
  open: (dialog: Dialog, about?: About) => void;
  close: () => void;
}

/** What the shell shows at the moment; nothing of it comes from the server. */
export const useUi = create<UiState>((set) => ({
  dialog: null,
  about: {},
  open: (dialog, about = {}) => set({ dialog, about }),
  close: () => set({ dialog: null, about: {} }),
}));
