"use client";

import { isApiError, messageOf } from "@/lib/api/errors";
import { later } from "@/lib/later";

// No page needs it to start: it comes after the first paint.
const load = () => import("sonner");

export const Toaster = later(() => import("./toaster").then((part) => part.Toaster));

export interface ToastAction {
  label: string;
  onClick: () => void;
}

export interface ToastOptions {
  description?: string;
  action?: ToastAction;
}

const shortMs = 4000;
const longMs = 8000;

const timed = (options: ToastOptions) => ({ ...options, duration: options.action ? longMs : shortMs });

async function success(title: string, options: ToastOptions = {}) {
  const { toast: show } = await load();
  show.success(title, timed(options));
}

async function info(title: string, options: ToastOptions = {}) {
  const { toast: show } = await load();
  show(title, timed(options));
}

/** What failed as the title, why as the text; with the id that the log knows. */
async function error(title: string, reason?: unknown, action?: ToastAction) {
  // Who was asked for the password and went back knows that nothing has happened.
  if (isApiError(reason) && reason.code === "reauth_required") return;
  const { toast: show } = await load();
  const id = isApiError(reason) && reason.status >= 500 && reason.requestId ? ` (${reason.requestId})` : "";
  const description = reason === undefined ? undefined : `${messageOf(reason)}${id}`;
  show.error(title, { description, action, duration: longMs });
}

/** Messages that go away by themselves; the ones with a way back stay longer. */
export const toast = {
  success: (title: string, options?: ToastOptions) => void success(title, options),
  info: (title: string, options?: ToastOptions) => void info(title, options),
  error: (title: string, reason?: unknown, action?: ToastAction) => void error(title, reason, action),
};
