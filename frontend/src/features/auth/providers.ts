"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { api, one } from "@/lib/api/client";
import { loadMe } from "@/lib/data/me";

/** Where else one can sign in; when that cannot be found out, nowhere. */
export const useProviders = () =>
  useQuery({
    queryKey: ["session", "providers"],
    queryFn: () => one(api.GET("/auth/providers")),
    staleTime: Infinity,
    retry: false,
  });

/** On to the page of the provider. */
export const useStartProvider = () =>
  useMutation({
    mutationFn: ({ name, returnTo }: { name: string; returnTo: string }) =>
      one(
        api.POST("/auth/oauth/{provider}/start", {
          params: { path: { provider: name } },
          body: { return_to: returnTo },
        }),
      ),
    onSuccess: ({ url }) => window.location.assign(url),
  });

/** What a provider has sent the browser back with. */
export interface ProviderAnswer {
  code: string;
  state: string;
  iss?: string;
}

/** `user`: who is signed in now; null when the second step follows, or nothing but a connection was made. */
export const useFinishProvider = () =>
  useMutation({
    mutationFn: async ({ name, answer }: { name: string; answer: ProviderAnswer }) => {
      const result = await one(
        api.POST("/auth/oauth/{provider}/callback", { params: { path: { provider: name } }, body: answer }),
      );
      return { ...result, user: result.outcome === "signed_in" ? await loadMe() : null };
    },
  });
