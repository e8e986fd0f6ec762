"use client";

import { useEffect } from "react";

let locks = 0;

/**
 * Holds the page behind an overlay by a class; a style sheet with its own hash is
 * not needed. Where the scroll bar was, the page keeps its room.
 */
export function useScrollLock() {
  useEffect(() => {
    const root = document.documentElement;
    if (locks === 0) root.style.setProperty("--scroll-gap", `${window.innerWidth - root.clientWidth}px`);
    locks += 1;
    root.classList.add("scroll-locked");
    return () => {
      locks -= 1;
      if (locks > 0) return;
      root.classList.remove("scroll-locked");
      root.style.removeProperty("--scroll-gap");
    };
  }, []);
}
