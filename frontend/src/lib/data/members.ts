"use client";

import { useQuery } from "@tanstack/react-query";
import { api, one, type Schemas } from "@/lib/api/client";
import { keys } from "./keys";

export type Member = Schemas["Member"];

export function useMembers() {
  return useQuery({
    queryKey: keys.members,
    queryFn: () => one(api.GET("/members", { params: { query: { limit: 100 } } })),
    staleTime: 5 * 60_000,
  });
}
