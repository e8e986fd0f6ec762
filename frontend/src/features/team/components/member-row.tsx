"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { isApiError } from "@/lib/api/errors";
import { useCan } from "@/lib/data/can";
import { useMe } from "@/lib/data/me";
import type { Member } from "@/lib/data/members";
import { formatDate } from "@/lib/format";
import { later } from "@/lib/later";
import { useRemoveMember, useSetRole } from "../api";
import { text } from "../messages/en";

const ProjectsDialog = later(() => import("./projects-dialog").then((part) => part.ProjectsDialog));

const refused = (error: unknown) => {
  const last = isApiError(error) && error.code === "last_owner";
  toast.error(last ? text.lastOwner : text.changeFailed, error);
};

export function MemberRow({ member }: { member: Member }) {
  const can = useCan();
  const { data: me } = useMe();
  return (
    <li className="flex min-h-13 items-center gap-3 px-4 py-2">
      <Avatar name={member.name} seed={member.id} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          {member.name}
          {member.id === me?.id ? <span className="font-normal text-muted-foreground"> ({text.you})</span> : null}
        </p>
        <p className="truncate text-xs text-muted-foreground">{member.email}</p>
      </div>
      <span className="text-xs text-muted-foreground max-sm:hidden">{text.since(formatDate(member.created_at))}</span>
      {member.scope === "listed" ? (
        <Badge tone="outline" className="max-sm:hidden">
          {text.listed}
        </Badge>
      ) : null}
      <Badge tone={member.role === "owner" ? "primary" : "neutral"}>{text.roles[member.role]}</Badge>
      {can("updateMember") ? <MemberMenu member={member} /> : null}
    </li>
  );
}

function MemberMenu({ member }: { member: Member }) {
  const [open, setOpen] = useState<"projects" | "remove" | null>(null);
  const setRole = useSetRole();
  const remove = useRemoveMember();
  const close = () => setOpen(null);
  const next = member.role === "owner" ? "member" : "owner";

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon-sm" aria-label={text.actionsFor(member.name)}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem
            onSelect={() =>
              setRole.mutate(
                { member, role: next },
                { onSuccess: ({ name, role }) => toast.success(text.roleSet(name, role)), onError: refused },
              )
            }
          >
            {next === "owner" ? text.makeOwner : text.makeMember}
          </DropdownMenuItem>
          {member.role === "member" ? (
            <DropdownMenuItem onSelect={() => setOpen("projects")}>{text.chooseProjects}</DropdownMenuItem>
          ) : null}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => setOpen("remove")}>{text.remove}</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "projects" ? <ProjectsDialog member={member} onClose={close} /> : null}
      <ConfirmDialog
        open={open === "remove"}
        onOpenChange={(stays) => !stays && close()}
        title={text.removeAsk(member.name)}
        description={text.removeHint}
        confirm={text.remove}
        pending={remove.isPending}
        onConfirm={() =>
          remove.mutate(member, {
            onSuccess: () => toast.success(text.removed(member.name)),
            onError: refused,
            onSettled: close,
          })
        }
      />
    </>
  );
}
