"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { paths } from "@/config/paths";
import { api, done, one } from "@/lib/api/client";
import { forgetWorkspace } from "@/lib/api/workspace";
import { adoptUser, type User } from "@/lib/data/me";
import { keys } from "@/lib/data/keys";
import type { LoginForm, RegisterForm } from "./schemas";

/** A new session starts with nothing that the one before has loaded. */
function useAdopt() {
  const client = useQueryClient();
  return (user: User) => {
    client.clear();
    forgetWorkspace();
    client.setQueryData(keys.me, adoptUser(user));
  };
}

export function useLogin() {
  const adopt = useAdopt();
  return useMutation({
    mutationFn: (body: LoginForm) => one(api.POST("/auth/login", { body })),
    onSuccess: adopt,
  });
}

/** Language and time zone that this browser is set to. */
export function browserSettings() {
  const locale = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(navigator.language) ? navigator.language : undefined;
  return { locale, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

export function useRegister() {
  const adopt = useAdopt();
  return useMutation({
    mutationFn: async ({ workspace_name, ...form }: RegisterForm) => {
      const user = await one(
        api.POST("/auth/register", { body: { ...form, ...(workspace_name ? { workspace_name } : {}) } }),
      );
      // Dates are right from the first page on; without it the defaults hold.
      return one(api.PATCH("/me", { body: browserSettings() })).catch(() => user);
    },
    onSuccess: adopt,
  });
}

/** Leaves by a full page load, so that nothing of the session stays in memory. */
export function useLogout() {
  return useMutation({
    mutationFn: () => done(api.POST("/auth/logout")),
    onSuccess: () => {
      forgetWorkspace();
      window.location.replace(paths.login());
    },
  });
}
