"use client";

import { useQuery } from "@tanstack/react-query";
import { api, one, type Schemas } from "@/lib/api/client";
import { keys } from "./keys";

export type Security = Schemas["Security"];

export const loadSecurity = () => one(api.GET("/me/security"));

/** How the signed-in person signs in. */
export const useSecurity = () => useQuery({ queryKey: keys.security, queryFn: loadSecurity });
