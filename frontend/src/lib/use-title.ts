"use client";

import { useEffect } from "react";

/** The title of a page whose name is known in the browser only. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title) document.title = `${title} · SmartStack`;
  }, [title]);
}
