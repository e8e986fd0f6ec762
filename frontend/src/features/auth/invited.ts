"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { api, one } from "@/lib/api/client";
import { loadMe, type User } from "@/lib/data/me";
import { setWorkspace } from "@/lib/api/workspace";
import { withBrowserSettings } from "./mailed";

/** What an invitation is for. */
export const useInvitation = (token: string) =>
  useQuery({
    queryKey: ["session", "invitation", token],
    queryFn: () => one(api.POST("/invitations/open", { body: { token } })),
    staleTime: Infinity,
  });

/** Who is signed in in this browser, or null; nobody is sent to sign in for asking. */
export const useVisitor = () =>
  useQuery({
    queryKey: ["session", "visitor"],
    queryFn: (): Promise<User | null> => one(api.GET("/me")).catch(() => null),
    retry: false,
  });

/** Joins, and comes back as the person with the new workspace. */
export const useAcceptInvitation = () =>
  useMutation({
    mutationFn: async (token: string) => {
      const workspace = await one(api.POST("/invitations/accept", { body: { token } }));
      setWorkspace(workspace.id);
      return loadMe();
    },
  });

export const useRegisterInvited = () =>
  useMutation({
    mutationFn: async (body: { token: string; name: string; password: string }) =>
      withBrowserSettings(await one(api.POST("/auth/register-invited", { body: { ...body, remember: true } }))),
  });
