"use client";

import { useQueryClient, type Query } from "@tanstack/react-query";
import { useCallback } from "react";
import { setWorkspace } from "@/lib/api/workspace";
import { keys } from "./keys";

const isOfWorkspace = ({ queryKey }: Query) => queryKey[0] !== keys.me[0];

/**
 * This tab, and those that are opened next, work in that workspace. `stay`: the page
 * is read again there; else another page follows, and nothing of this one is kept.
 */
export function useSwitchWorkspace() {
  const cache = useQueryClient();
  return useCallback(
    (id: string, { stay = false } = {}) => {
      setWorkspace(id);
      if (stay) void cache.resetQueries({ predicate: isOfWorkspace });
      else cache.removeQueries({ predicate: isOfWorkspace });
      void cache.invalidateQueries({ queryKey: keys.me });
    },
    [cache],
  );
}
