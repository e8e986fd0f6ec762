"use client";

import { roles } from "@/lib/api/roles";
import { useWorkspace } from "./me";

export type Operation = keyof typeof roles;
type Role = "owner" | "member";

/** The server decides with the same matrix; here it decides what is offered at all. */
export function may(operation: Operation, role: Role | undefined): boolean {
  const allowed: readonly string[] = roles[operation];
  return allowed.some((who) => who === "public" || who === "user" || who === role);
}

/** `const can = useCan(); can("updateWorkspace")`: may the signed-in person do this here? */
export function useCan(): (operation: Operation) => boolean {
  const role = useWorkspace()?.role;
  return (operation) => may(operation, role);
}
