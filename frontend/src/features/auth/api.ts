"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { paths } from "@/config/paths";
import { api, done, one, type Schemas } from "@/lib/api/client";
import { adoptUser, type User } from "@/lib/data/adopt-user";
import { keys } from "@/lib/data/keys";
import type { LoginForm } from "./schemas";

/** What a first step of signing in is answered with. */
export type SignIn = User | Schemas["SecondFactorRequired"];

/** A new session starts with nothing that the one before has loaded. */
export function useAdopt() {
  const client = useQueryClient();
  return (user: User) => {
    client.clear();
    client.setQueryData(keys.me, adoptUser(user));
  };
}

/** After a first step: on to where the person wanted to go, or the second factor is due. */
export function useArrival(next: () => string) {
  const router = useRouter();
  const adopt = useAdopt();
  const [second, setSecond] = useState(false);

  const arrive = (answer: SignIn) => {
    if ("second_factor_required" in answer) {
      setSecond(true);
      return;
    }
    adopt(answer);
    router.replace(next());
  };
  return { arrive, second, restart: () => setSecond(false) };
}

export const useLogin = () =>
  useMutation({ mutationFn: (body: LoginForm): Promise<SignIn> => one(api.POST("/auth/login", { body })) });

export const useSecondFactor = () =>
  useMutation({
    mutationFn: (body: Schemas["SecondFactorInput"]): Promise<SignIn> => one(api.POST("/auth/second-factor", { body })),
  });

export const useReauthenticate = () =>
  useMutation({
    mutationFn: (body: Schemas["ReauthenticateInput"]) => done(api.POST("/auth/reauthenticate", { body })),
  });

/** Leaves by a full page load, so that nothing of the session stays in memory. */
export function leave(address: string = paths.login()) {
  window.location.replace(address);
}

export const useLogout = () =>
  useMutation({ mutationFn: () => done(api.POST("/auth/logout")), onSuccess: () => leave() });
