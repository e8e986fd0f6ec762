"use client";

import { useQuery } from "@tanstack/react-query";
import { api, one, type Schemas } from "@/lib/api/client";
import type { operations } from "@/lib/api/schema";
import { keys } from "./keys";

export type Client = Schemas["Client"];
export type ClientRow = Schemas["ClientRow"];
export type ClientQuery = NonNullable<operations["listClients"]["parameters"]["query"]>;

export function useClient(id: string) {
  return useQuery({
    queryKey: keys.clients.one(id),
    queryFn: () => one(api.GET("/clients/{client_id}", { params: { path: { client_id: id } } })),
  });
}

/** The first page of clients: for choices. */
export function useClientChoices(options: { enabled?: boolean } = {}) {
  return useQuery({
    queryKey: keys.clients.list({ choices: true }),
    queryFn: () => one(api.GET("/clients", { params: { query: { limit: 100 } } })),
    ...options,
  });
}
