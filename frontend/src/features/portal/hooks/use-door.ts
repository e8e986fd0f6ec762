"use client";

import { useEffect, useReducer, useRef } from "react";
import { done, one } from "@/lib/api/client";
import { isApiError } from "@/lib/api/errors";
import { portalApi } from "../client";

export type Step = "opening" | "password" | "email" | "code" | "closed" | "failed";

export interface Door {
  step: Step;
  /** A try is under way. */
  busy: boolean;
  /** Why the last try did not open it. */
  fault: "wrong_password" | "wrong_code" | "wait" | null;
  wait: number;
  error: unknown;
  password?: string;
  email?: string;
}

const start: Door = { step: "opening", busy: true, fault: null, wait: 0, error: null };

/** What the answer of a refused try means for the person at the door. */
export function refused(door: Door, error: unknown): Door {
  const next = { ...door, busy: false, fault: null, error: null };
  if (!isApiError(error)) return { ...next, step: "failed", error };
  switch (error.code) {
    case "password_required":
      return { ...next, step: "password" };
    case "wrong_password":
      return { ...next, step: "password", fault: "wrong_password" };
    case "email_required":
      return { ...next, step: "email" };
    case "wrong_code":
      return { ...next, step: "code", fault: "wrong_code" };
  }
  if (error.status === 429) {
    const asked = door.step === "opening" ? "failed" : door.step;
    return { ...next, step: asked, fault: "wait", wait: error.retryAfter ?? 60, error };
  }
  // Whatever else is wrong with a link is nobody's business: it does not open.
  return error.temporary ? { ...next, step: "failed", error } : { ...next, step: "closed" };
}

/** Opens a share link and asks for what it wants: a password, a code by mail. */
export function useDoor(token: string, onOpened: (linkId: string) => void) {
  const [door, set] = useReducer((old: Door, change: Partial<Door>): Door => ({ ...old, ...change }), start);
  const opened = useRef(onOpened);
  useEffect(() => {
    opened.current = onOpened;
  });

  const attempt = async (more: { password?: string; email?: string; code?: string } = {}) => {
    const known = { password: more.password ?? door.password, email: more.email ?? door.email };
    set({ busy: true, fault: null });
    try {
      const { link_id: id } = await one(portalApi.POST("/links/open", { body: { token, ...known, code: more.code } }));
      opened.current(id);
    } catch (error) {
      set({ ...refused(door, error), ...known });
    }
  };

  const sendCode = async (email: string) => {
    set({ busy: true, fault: null });
    try {
      await done(portalApi.POST("/links/verify-email", { body: { token, email } }));
      set({ busy: false, step: "code", email });
    } catch (error) {
      set(refused(door, error));
    }
  };

  const first = useRef(attempt);
  useEffect(() => {
    void first.current();
  }, []);

  return { door, attempt, sendCode, changeEmail: () => set({ step: "email", fault: null }) };
}
