"use client";

import { useEffect } from "react";

const guardKey = "smartstack.reloaded-at";
const guardMs = 60_000;

/**
 * After a deployment the parts that an open tab has not loaded yet may be gone;
 * the new page has them. Once a minute at most, in case it is something else.
 */
export function ChunkReload() {
  useEffect(() => {
    const reload = (reason: unknown) => {
      const name = reason instanceof Error ? reason.name : "";
      if (name !== "ChunkLoadError") return;
      const last = Number(sessionStorage.getItem(guardKey) ?? 0);
      if (Date.now() - last < guardMs) return;
      sessionStorage.setItem(guardKey, String(Date.now()));
      window.location.reload();
    };
    const onError = (event: ErrorEvent) => reload(event.error);
    const onRejection = (event: PromiseRejectionEvent) => reload(event.reason);
    window.addEventListener("error", onError);
    window.addEventListener("unhandledrejection", onRejection);
    return () => {
      window.removeEventListener("error", onError);
      window.removeEventListener("unhandledrejection", onRejection);
    };
  }, []);
  return null;
}
