"use client";

import { useQuery } from "@tanstack/react-query";
import { api, one, type Schemas } from "@/lib/api/client";
import { currentWorkspace, setWorkspace } from "@/lib/api/workspace";
import { setFormatDefaults } from "@/lib/format";
import { keys } from "./keys";

export type User = Schemas["User"];
export type UserWorkspace = Schemas["UserWorkspace"];

/** What the rest of the app needs to know as soon as the person is known. */
export function adoptUser(user: User): User {
  setFormatDefaults({ locale: user.locale, timeZone: user.time_zone });
  const known = currentWorkspace();
  const workspace = user.workspaces.find(({ id }) => id === known) ?? user.workspaces[0];
  if (workspace) setWorkspace(workspace.id);
  return user;
}

export const loadMe = async () => adoptUser(await one(api.GET("/me")));

export function useMe() {
  return useQuery({ queryKey: keys.me, queryFn: loadMe, staleTime: 5 * 60_000 });
}

/** The workspace that this tab works in. */
export function useWorkspace(): UserWorkspace | undefined {
  const { data: me } = useMe();
  const id = currentWorkspace();
  return me?.workspaces.find((workspace) => workspace.id === id) ?? me?.workspaces[0];
}
