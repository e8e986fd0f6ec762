"use client";

import { useEffect } from "react";

let locks = 0;

/** Holds the page behind an overlay by a class; a style sheet with its own hash is not needed. */
export function useScrollLock() {
  useEffect(() => {
    locks += 1;
    document.documentElement.classList.add("scroll-locked");
    return () => {
      locks -= 1;
      if (locks === 0) document.documentElement.classList.remove("scroll-locked");
    };
  }, []);
}
