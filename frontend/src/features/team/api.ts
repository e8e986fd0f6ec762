"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, done, ifMatch, one, type Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import type { Member } from "@/lib/data/members";

export type Invitation = Schemas["Invitation"];
export type InvitationInput = Schemas["InvitationInput"];
export type MemberProjects = Schemas["MemberProjects"];
export type Role = Member["role"];

const invitations = [...keys.members, "invitations"] as const;
const memberKey = (id: string) => [...keys.members, "one", id] as const;

/** Members, invitations and the own role are read again after every change of one of them. */
function useTeamMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.members });
      void cache.invalidateQueries({ queryKey: keys.me });
    },
  });
}

/** A member with the projects that are listed. */
export const useMember = (id: string) =>
  useQuery({
    queryKey: memberKey(id),
    queryFn: () => one(api.GET("/members/{member_id}", { params: { path: { member_id: id } } })),
  });

export const useSetRole = () =>
  useTeamMutation(({ member, role }: { member: Member; role: Role }) =>
    one(
      api.PATCH("/members/{member_id}", {
        params: { path: { member_id: member.id }, header: ifMatch(member.rev) },
        body: { role },
      }),
    ),
  );

export const useSetProjects = () =>
  useTeamMutation(({ id, ...body }: MemberProjects & { id: string }) =>
    one(api.PUT("/members/{member_id}/projects", { params: { path: { member_id: id } }, body })),
  );

export const useRemoveMember = () =>
  useTeamMutation(({ id, rev }: Member) =>
    done(api.DELETE("/members/{member_id}", { params: { path: { member_id: id }, header: ifMatch(rev) } })),
  );

export const useInvitations = (options: { enabled: boolean }) =>
  useQuery({
    queryKey: invitations,
    queryFn: () => one(api.GET("/invitations", { params: { query: { limit: 100, "filter[status]": "pending" } } })),
    ...options,
  });

export const useInvite = () => useTeamMutation((body: InvitationInput) => one(api.POST("/invitations", { body })));

export const useResend = () =>
  useTeamMutation((id: string) =>
    one(api.POST("/invitations/{invitation_id}/resend", { params: { path: { invitation_id: id } } })),
  );

export const useTakeBack = () =>
  useTeamMutation(({ id, rev }: Invitation) =>
    done(
      api.DELETE("/invitations/{invitation_id}", {
        params: { path: { invitation_id: id }, header: ifMatch(rev) },
      }),
    ),
  );
