"use client";

import { ChevronsUpDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { LogoMark } from "@/components/logo";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/config/paths";
import { useMe, useWorkspace } from "@/lib/data/me";
import { useSwitchWorkspace } from "@/lib/data/switch-workspace";
import { text } from "../messages/en";

export function WorkspaceMenu() {
  const router = useRouter();
  const switchTo = useSwitchWorkspace();
  const { data: me } = useMe();
  const workspace = useWorkspace();

  const choose = (id: string) => {
    if (id === workspace?.id) return;
    switchTo(id);
    router.push(paths.dashboard);
  };

  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        disabled={!me}
        aria-label={workspace ? `${text.workspaceSettings}: ${workspace.name}` : text.workspaceSettings}
        className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1.5 hover:bg-accent aria-expanded:bg-accent rail:w-9 rail:justify-center rail:px-0"
      >
        <LogoMark className="size-6" />
        <span className="hidden min-w-0 flex-1 truncate text-left font-semibold roomy:block">
          {workspace ? workspace.name : <Skeleton className="h-3.5 w-28" />}
        </span>
        <ChevronsUpDown aria-hidden="true" className="hidden size-3.5 shrink-0 text-muted-foreground roomy:block" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-60">
        {me && me.workspaces.length > 1 ? (
          <>
            <DropdownMenuLabel>{text.switchWorkspace}</DropdownMenuLabel>
            <DropdownMenuRadioGroup value={workspace?.id} onValueChange={choose}>
              {me.workspaces.map((one) => (
                <DropdownMenuRadioItem key={one.id} value={one.id}>
                  <span className="truncate">{one.name}</span>
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
            <DropdownMenuSeparator />
          </>
        ) : null}
        <DropdownMenuItem onSelect={() => router.push(paths.settingsWorkspace)}>
          {text.workspaceSettings}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push(paths.newWorkspace)}>{text.newWorkspace}</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
