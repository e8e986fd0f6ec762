"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, done, one, type Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";

export type Device = Schemas["SignedInDevice"];

/** A change of how the person signs in: what is shown about it is read again. */
function useSecurityMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.security });
      void cache.invalidateQueries({ queryKey: keys.sessions });
    },
  });
}

export const useChangePassword = () =>
  useSecurityMutation((body: { password: string }) => done(api.POST("/auth/password/change", { body })));

export const useChangeEmail = () =>
  useSecurityMutation((body: { email: string }) => done(api.POST("/me/email", { body })));

export const useStartTotp = () => useSecurityMutation(() => one(api.POST("/auth/totp")));

export const useConfirmTotp = () =>
  useSecurityMutation((body: { code: string }) => one(api.POST("/auth/totp/confirm", { body })));

export const useRemoveTotp = () => useSecurityMutation(() => done(api.DELETE("/auth/totp")));

export const useRenewRecoveryCodes = () => useSecurityMutation(() => one(api.POST("/auth/recovery-codes")));

export const useSessions = () =>
  useQuery({
    queryKey: keys.sessions,
    queryFn: () => one(api.GET("/auth/sessions", { params: { query: { limit: 100 } } })),
  });

export const useEndSession = () =>
  useSecurityMutation((id: string) =>
    done(api.DELETE("/auth/sessions/{session_id}", { params: { path: { session_id: id } } })),
  );

export const useLogoutAll = () => useMutation({ mutationFn: () => done(api.POST("/auth/logout-all")) });

const identities = ["session", "identities"] as const;

export const useIdentities = () => useQuery({ queryKey: identities, queryFn: () => one(api.GET("/me/identities")) });

/** On to the page of the provider, which leads back here. */
export const useLinkIdentity = () =>
  useMutation({
    mutationFn: ({ provider, returnTo }: { provider: string; returnTo: string }) =>
      one(api.POST("/me/identities/{provider}", { params: { path: { provider } }, body: { return_to: returnTo } })),
    onSuccess: ({ url }) => window.location.assign(url),
  });

export function useUnlinkIdentity() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (provider: string) => done(api.DELETE("/me/identities/{provider}", { params: { path: { provider } } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: identities }),
  });
}
