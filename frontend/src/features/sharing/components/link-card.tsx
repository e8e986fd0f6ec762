"use client";

import { Ban, Ellipsis, Eye, KeyRound, List, Mail, Pencil, RefreshCw, Send, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { formatDate, formatRelative } from "@/lib/format";
import { openPreview, useShareActions } from "../api";
import { text } from "../messages/en";
import type { ShareLink } from "../types";
import { Accesses } from "./accesses";
import type { Secret } from "./secret-box";
import { SendDialog } from "./send-dialog";

type Asking = "send" | "rotate" | "revoke" | null;

/** The new tab is asked for at once; browsers refuse it later. */
async function seeAsClient(id: string) {
  const tab = window.open("about:blank", "_blank");
  try {
    await openPreview(id);
    if (tab) tab.location.href = paths.portal(id);
    else window.location.assign(paths.portal(id));
  } catch (error) {
    tab?.close();
    toast.error(text.previewFailed, error);
  }
}

/** One link: what it allows, how it is guarded, who used it, and how to end it. */
export function LinkCard(props: { link: ShareLink; onChange: () => void; onSecret: (secret: Secret) => void }) {
  const { link } = props;
  const { rotate, revoke } = useShareActions();
  const [asking, setAsking] = useState<Asking>(null);
  const [looking, setLooking] = useState(false);
  const name = link.label || text.unnamed(link.token_hint);
  const active = link.state === "active";
  const sendLabel = link.sent_to.length > 0 ? text.send.again : text.send.first;

  return (
    <Card className="p-4">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{name}</p>
          <Facts link={link} />
        </div>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="quiet" size="icon-sm" aria-label={text.actions(name)}>
              <Ellipsis aria-hidden="true" />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => setLooking(true)}>
              <List aria-hidden="true" />
              {text.accesses}
            </DropdownMenuItem>
            {link.state === "revoked" ? null : (
              <>
                <DropdownMenuItem onSelect={props.onChange}>
                  <Pencil aria-hidden="true" />
                  {text.change}
                </DropdownMenuItem>
                <DropdownMenuItem onSelect={() => setAsking("rotate")}>
                  <RefreshCw aria-hidden="true" />
                  {text.rotate}
                </DropdownMenuItem>
                <DropdownMenuSeparator />
                <DropdownMenuItem tone="danger" onSelect={() => setAsking("revoke")}>
                  <Ban aria-hidden="true" />
                  {text.revoke}
                </DropdownMenuItem>
              </>
            )}
          </DropdownMenuContent>
        </DropdownMenu>
      </div>
      {active && !link.scope_visible ? (
        <p className="mt-2 flex items-start gap-1.5 text-xs font-medium text-warning">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          {text.visibility.nothing}
        </p>
      ) : null}
      {active ? (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button variant="secondary" size="sm" onClick={() => void seeAsClient(link.id)}>
            <Eye aria-hidden="true" />
            {text.preview}
          </Button>
          <Button variant="quiet" size="sm" onClick={() => setAsking("send")}>
            <Send aria-hidden="true" />
            {sendLabel}
          </Button>
          <Button variant="quiet" size="sm" onClick={() => setAsking("revoke")}>
            <Ban aria-hidden="true" />
            {text.revoke}
          </Button>
        </div>
      ) : null}
      {asking === "send" ? <SendDialog link={link} name={name} onClose={() => setAsking(null)} /> : null}
      {looking ? <Accesses link={link} name={name} onClose={() => setLooking(false)} /> : null}
      <ConfirmDialog
        open={asking === "rotate"}
        onOpenChange={() => setAsking(null)}
        title={text.rotateAsk}
        description={text.rotateHint}
        confirm={text.rotate}
        tone="plain"
        pending={rotate.isPending}
        onConfirm={() =>
          rotate.mutate(link.id, {
            onSuccess: ({ token }) => token && props.onSecret({ token }),
            onSettled: () => setAsking(null),
          })
        }
      />
      <ConfirmDialog
        open={asking === "revoke"}
        onOpenChange={() => setAsking(null)}
        title={text.revokeAsk}
        description={text.revokeHint}
        confirm={text.revoke}
        pending={revoke.isPending}
        onConfirm={() => revoke.mutate(link.id, { onSettled: () => setAsking(null) })}
      />
    </Card>
  );
}

function Facts({ link }: { link: ShareLink }) {
  const facts = [
    link.state === "active" ? text.expires(formatDate(link.expires_at)) : null,
    link.last_used_at ? text.lastUsed(formatRelative(link.last_used_at)) : text.neverUsed,
    text.uses(link.use_count, link.max_uses),
    link.created_by_name ? text.by(link.created_by_name) : null,
  ];
  return (
    <>
      <p className="mt-1 flex flex-wrap gap-1.5">
        {link.state === "active" ? null : <Badge tone="danger">{text.state[link.state]}</Badge>}
        <Badge tone="primary">{text.permission[link.permission]}</Badge>
        {link.has_password ? (
          <Badge tone="outline">
            <KeyRound aria-hidden="true" />
            {text.password}
          </Badge>
        ) : null}
        {link.allowed_emails.length > 0 ? (
          <Badge tone="outline" title={link.allowed_emails.join(", ")}>
            <Mail aria-hidden="true" />
            {text.emails(link.allowed_emails.length)}
          </Badge>
        ) : null}
      </p>
      <p className="mt-1 text-xs text-muted-foreground">{facts.filter(Boolean).join(" · ")}</p>
      {link.sent_to.length > 0 ? (
        <p className="mt-1 text-xs break-words text-muted-foreground">{text.sentTo(link.sent_to)}</p>
      ) : null}
    </>
  );
}
