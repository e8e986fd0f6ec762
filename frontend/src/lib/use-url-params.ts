"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/**
 * Filters live in the address: they survive a reload and can be sent to
 * somebody. Setting them adds no step to the history.
 */
export function useUrlParams(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const params = useSearchParams();

  const set = useCallback((changes: Record<string, string | null>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  }, []);

  return [params, set];
}
