"use client";

import { Link2, Plus } from "lucide-react";
import { useState } from "react";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { useShareLinks } from "../api";
import { text } from "../messages/en";
import type { Scope, ShareLink } from "../types";
import { ChangeForm, NewForm } from "./link-form";
import { LinkCard } from "./link-card";
import { SecretBox, type Secret } from "./secret-box";
import { VisibilitySwitch } from "./visibility-switch";

type View =
  { show: "list" } | { show: "new" } | { show: "change"; link: ShareLink } | { show: "secret"; secret: Secret };

/** The links of a client, a project or a task, and whether the client sees it at all. */
export function ShareSheet({ scope, onClose }: { scope: Scope; onClose: () => void }) {
  const [view, setView] = useState<View>({ show: "list" });
  const toList = () => setView({ show: "list" });
  const onSecret = (secret: Secret) => setView({ show: "secret", secret });

  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={text.title(scope.name)}>
        {view.show === "list" ? (
          <List
            scope={scope}
            onNew={() => setView({ show: "new" })}
            onChange={(link) => setView({ show: "change", link })}
            onSecret={onSecret}
          />
        ) : null}
        {view.show === "new" ? <NewForm scope={scope} onClose={toList} onMade={onSecret} /> : null}
        {view.show === "change" ? <ChangeForm link={view.link} onClose={toList} /> : null}
        {view.show === "secret" ? <SecretBox secret={view.secret} onDone={toList} /> : null}
      </SheetContent>
    </Sheet>
  );
}

interface ListProps {
  scope: Scope;
  onNew: () => void;
  onChange: (link: ShareLink) => void;
  onSecret: (secret: Secret) => void;
}

function List({ scope, onNew, onChange, onSecret }: ListProps) {
  const links = useShareLinks(scope);
  const rows = links.data ?? [];
  const groups = [
    { title: text.active, rows: rows.filter(({ state }) => state === "active") },
    { title: text.ended, rows: rows.filter(({ state }) => state !== "active") },
  ].filter((group) => group.rows.length > 0);

  const make = (
    <Button onClick={onNew}>
      <Plus aria-hidden="true" />
      {text.make}
    </Button>
  );

  return (
    <div className="space-y-6">
      <p className="text-muted-foreground">{text.hint}</p>
      {scope.type === "client" ? null : <VisibilitySwitch scope={scope} />}
      {links.isPending ? <RowsSkeleton rows={2} label={text.loading} /> : null}
      {links.isError && !links.data ? (
        <ErrorCard compact title={text.failed} error={links.error} onRetry={() => void links.refetch()} />
      ) : null}
      {links.data?.length === 0 ? (
        <Empty compact icon={Link2} title={text.empty} hint={text.emptyHint} action={make} />
      ) : null}
      {rows.length > 0 ? <div>{make}</div> : null}
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3 className="mb-2 text-sm font-semibold">{group.title}</h3>
          <ul className="space-y-3">
            {group.rows.map((link) => (
              <li key={link.id}>
                <LinkCard link={link} onChange={() => onChange(link)} onSecret={onSecret} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
