"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { later } from "@/lib/later";
import { useAskSupport, useUpdateWorkspace, useWorkspaces, type AdminWorkspace } from "../api";
import { text } from "../messages/en";
import { PagedList } from "./pages";

const ReasonDialog = later(() => import("./reason-dialog").then((part) => part.ReasonDialog));
const LimitsDialog = later(() => import("./limits-dialog").then((part) => part.LimitsDialog));

const words = text.workspaces;

export function WorkspacesPage() {
  return (
    <>
      <h2 className="sr-only">{text.tabs.workspaces}</h2>
      <PagedList label={text.tabs.workspaces} pages={useWorkspaces()}>
        {(workspace) => <WorkspaceRow key={workspace.id} workspace={workspace} />}
      </PagedList>
    </>
  );
}

function WorkspaceRow({ workspace }: { workspace: AdminWorkspace }) {
  const { name, owners, members, projects } = workspace;
  return (
    <li className="flex min-h-13 items-center gap-3 px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-xs text-muted-foreground">{owners.join(", ")}</p>
      </div>
      <span className="text-xs text-muted-foreground max-sm:hidden">{words.counts(members, projects)}</span>
      {workspace.suspended_at ? <Badge tone="danger">{words.suspended}</Badge> : null}
      {workspace.deleted_at ? <Badge tone="warning">{words.closed}</Badge> : null}
      <WorkspaceMenu workspace={workspace} />
    </li>
  );
}

function WorkspaceMenu({ workspace }: { workspace: AdminWorkspace }) {
  const [open, setOpen] = useState<"suspension" | "limits" | "support" | null>(null);
  const update = useUpdateWorkspace();
  const ask = useAskSupport();
  const { id, rev, name } = workspace;
  const suspended = workspace.suspended_at !== null;
  const close = () => setOpen(null);
  const options = (message: string) => ({
    onSuccess: () => {
      toast.success(message);
      close();
    },
    onError: (error: unknown) => toast.error(text.changeFailed, error),
  });

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon-sm" aria-label={text.actionsFor(name)}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setOpen("support")}>{words.ask}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpen("limits")}>{words.limits}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpen("suspension")}>
            {suspended ? words.open : words.suspend}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "suspension" ? (
        <ReasonDialog
          title={suspended ? words.openAsk(name) : words.suspendAsk(name)}
          confirm={suspended ? words.open : words.suspend}
          pending={update.isPending}
          onClose={close}
          onConfirm={(reason) => update.mutate({ id, rev, reason, suspended: !suspended }, options(words.done(name)))}
        />
      ) : null}
      {open === "limits" ? (
        <LimitsDialog
          workspace={workspace}
          pending={update.isPending}
          onClose={close}
          onSave={(limits) => update.mutate({ id, rev, ...limits }, options(words.done(name)))}
        />
      ) : null}
      {open === "support" ? (
        <ReasonDialog
          title={words.askFor(name)}
          description={words.askHint}
          confirm={words.ask.replace("…", "")}
          pending={ask.isPending}
          onClose={close}
          onConfirm={(reason) => ask.mutate({ tenant_id: id, reason }, options(words.asked(name)))}
        />
      ) : null}
    </>
  );
}
