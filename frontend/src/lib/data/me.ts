"use client";

import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, one, type Schemas } from "@/lib/api/client";
import { currentWorkspace, onWorkspace } from "@/lib/api/workspace";
import { adoptUser } from "./adopt-user";
import { keys } from "./keys";

export type { User } from "./adopt-user";
export type UserWorkspace = Schemas["UserWorkspace"];

export const loadMe = async () => adoptUser(await one(api.GET("/me")));

export function useMe() {
  return useQuery({ queryKey: keys.me, queryFn: loadMe, staleTime: 5 * 60_000 });
}

/** The workspace that this tab works in. */
export function useWorkspace(): UserWorkspace | undefined {
  const { data: me } = useMe();
  const id = useSyncExternalStore(onWorkspace, currentWorkspace, () => null);
  return me?.workspaces.find((workspace) => workspace.id === id) ?? me?.workspaces[0];
}
