"use client";

import { Keyboard, LogOut, Palette, ServerCog, Settings2, ShieldCheck, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useLogout } from "@/features/auth";
import { useMe } from "@/lib/data/me";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";

export function AccountMenu() {
  const router = useRouter();
  const { data: me } = useMe();
  const logout = useLogout();
  const open = useUi((state) => state.open);

  const signOut = () => logout.mutate(undefined, { onError: (error) => toast.error(text.signOutFailed, error) });

  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={me ? text.accountOf(me.name) : text.account}
        disabled={!me}
        className="ml-1 flex size-8 items-center justify-center rounded-full touch:size-10"
      >
        {me ? <Avatar name={me.name} seed={me.id} /> : <Skeleton className="size-8 rounded-full" />}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium">{me?.name}</p>
          <p className="truncate text-xs text-muted-foreground">{me?.email}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => router.push(paths.settingsProfile)}>
          <UserRound aria-hidden="true" />
          {text.profile}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push(paths.settingsSecurity)}>
          <ShieldCheck aria-hidden="true" />
          {text.security}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push(paths.settingsWorkspace)}>
          <Settings2 aria-hidden="true" />
          {text.workspaceSettings}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push(paths.settingsAppearance)}>
          <Palette aria-hidden="true" />
          {text.appearance}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => open("shortcuts")}>
          <Keyboard aria-hidden="true" />
          {text.shortcuts}
        </DropdownMenuItem>
        {me?.is_admin ? (
          <DropdownMenuItem onSelect={() => router.push(paths.adminOverview)}>
            <ServerCog aria-hidden="true" />
            {text.admin}
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={signOut}>
          <LogOut aria-hidden="true" />
          {text.signOut}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
