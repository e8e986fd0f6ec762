"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { FilterBar, SearchField } from "@/components/filter-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { formatDate } from "@/lib/format";
import { later } from "@/lib/later";
import { useUrlParams } from "@/lib/use-url-params";
import { useActOnUser, userActions, useUsers, type AdminUser, type UserAction } from "../api";
import { text } from "../messages/en";
import { PagedList } from "./pages";

const ReasonDialog = later(() => import("./reason-dialog").then((part) => part.ReasonDialog));

const words = text.users;

export function UsersPage() {
  const [params, setParams] = useUrlParams();
  const q = params.get("q") ?? "";
  return (
    <>
      <h2 className="sr-only">{text.tabs.users}</h2>
      <FilterBar>
        <SearchField label={words.search} value={q} onChange={(next) => setParams({ q: next })} />
      </FilterBar>
      <PagedList label={text.tabs.users} pages={useUsers(q)}>
        {(user) => <UserRow key={user.id} user={user} />}
      </PagedList>
    </>
  );
}

function UserRow({ user }: { user: AdminUser }) {
  return (
    <li className="flex min-h-13 items-center gap-3 px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-xs text-muted-foreground">{user.email}</p>
      </div>
      <span className="text-xs text-muted-foreground max-sm:hidden">
        {words.since(formatDate(user.created_at), user.workspaces)}
      </span>
      {user.is_admin ? <Badge tone="primary">{words.admin}</Badge> : null}
      {user.disabled_at ? <Badge tone="danger">{words.disabled}</Badge> : null}
      {user.deleted_at ? <Badge tone="warning">{words.closed}</Badge> : null}
      <UserMenu user={user} />
    </li>
  );
}

function UserMenu({ user }: { user: AdminUser }) {
  const [asking, setAsking] = useState<UserAction | null>(null);
  const act = useActOnUser();
  const { email, disabled_at: disabled } = user;
  const possible = userActions.filter((action) => action !== (disabled ? "disable" : "enable"));

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon-sm" aria-label={text.actionsFor(email)}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {possible.map((action) => (
            <DropdownMenuItem key={action} onSelect={() => setAsking(action)}>
              {words.actions[action]}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      {asking ? (
        <ReasonDialog
          title={words.asks[asking](email)}
          confirm={words.actions[asking]}
          pending={act.isPending}
          onClose={() => setAsking(null)}
          onConfirm={(reason) =>
            act.mutate(
              { id: user.id, action: asking, reason },
              {
                onSuccess: () => {
                  toast.success(words.done(email));
                  setAsking(null);
                },
                onError: (error) => toast.error(text.changeFailed, error),
              },
            )
          }
        />
      ) : null}
    </>
  );
}
