"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { api, one } from "@/lib/api/client";
import { loadMe } from "@/lib/data/me";
import { text } from "./messages/en";

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

/**
 * Ends it with what the provider has put into the address. `user`: who is signed in
 * now; null when the second step follows, or nothing but a connection was made.
 */
export const useFinishProvider = () =>
  useMutation({
    mutationFn: async ({ name, returned }: { name: string; returned: URLSearchParams }) => {
      const code = returned.get("code");
      const state = returned.get("state");
      if (!code || !state) throw new Error(text.callback.reasons.oidc_refused);
      const result = await one(
        api.POST("/auth/oauth/{provider}/callback", {
          params: { path: { provider: name } },
          body: { code, state, iss: returned.get("iss") ?? undefined },
        }),
      );
      return { ...result, user: result.outcome === "signed_in" ? await loadMe() : null };
    },
  });
