"use client";

import { useMutation } from "@tanstack/react-query";
import { api, done, one } from "@/lib/api/client";
import type { User } from "@/lib/data/me";
import type { SignIn } from "./api";
import type { RegisterForm } from "./schemas";

/** Language and time zone that this browser is set to. */
export function browserSettings() {
  const locale = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(navigator.language) ? navigator.language : undefined;
  return { locale, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** Dates are right from the first page on; without it the defaults hold. */
export const withBrowserSettings = (user: User): Promise<User> =>
  one(api.PATCH("/me", { body: browserSettings() })).catch(() => user);

export const useRegister = () =>
  useMutation({
    mutationFn: ({ workspace_name, ...form }: RegisterForm) =>
      done(api.POST("/auth/register", { body: { ...form, ...(workspace_name ? { workspace_name } : {}) } })),
  });

/** The new person, or null when another browser has registered it and signs in there. */
export const useVerifyEmail = () =>
  useMutation({
    mutationFn: async (token: string): Promise<User | null> => {
      const answer = await one(api.POST("/auth/verify-email", { body: { token } }));
      return "sign_in_required" in answer ? null : withBrowserSettings(answer);
    },
  });

export const useForgotPassword = () =>
  useMutation({ mutationFn: (email: string) => done(api.POST("/auth/password/forgot", { body: { email } })) });

export const useResetPassword = () =>
  useMutation({
    mutationFn: (body: { token: string; password: string }) => done(api.POST("/auth/password/reset", { body })),
  });

export const useSendMagicLink = () =>
  useMutation({ mutationFn: (email: string) => done(api.POST("/auth/magic-links", { body: { email } })) });

export const useRedeemMagicLink = () =>
  useMutation({
    mutationFn: (body: { token: string; remember: boolean }): Promise<SignIn> =>
      one(api.POST("/auth/magic-links/redeem", { body })),
  });

export const useConfirmEmail = () =>
  useMutation({ mutationFn: (token: string) => done(api.POST("/auth/email/confirm", { body: { token } })) });
