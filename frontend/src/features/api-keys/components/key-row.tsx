"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useMe } from "@/lib/data/me";
import { formatDate, formatRelative } from "@/lib/format";
import { later } from "@/lib/later";
import { useRevokeKey, useRotateKey, type ApiKey, type ApiKeyMade } from "../api";
import { text } from "../messages/en";
import { networkLabel } from "../networks";

const LimitsDialog = later(() => import("./limits-dialog").then((part) => part.LimitsDialog));

export function KeyRow({ apiKey, onMade }: { apiKey: ApiKey; onMade: (key: ApiKeyMade) => void }) {
  const { data: me } = useMe();
  const { name, hint, scopes, expires_at: expiresAt, last_used_at: usedAt } = apiKey;
  const own = apiKey.user_id === me?.id;
  const expired = new Date(expiresAt) < new Date();

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {name} <code className="font-mono text-xs font-normal text-muted-foreground">{hint}</code>
        </p>
        <p className="text-xs text-muted-foreground">
          {own ? "" : `${text.owner(apiKey.user_name ?? text.somebody)} · `}
          {usedAt ? text.usedAt(formatRelative(usedAt)) : text.unused}
        </p>
        <p className="mt-1 flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <Badge key={scope} tone="outline">
              {scope}
            </Badge>
          ))}
          <KeyReach apiKey={apiKey} />
        </p>
      </div>
      <Badge tone={expired ? "danger" : "neutral"}>
        {expired ? text.expired : text.expires(formatDate(expiresAt))}
      </Badge>
      <KeyActions apiKey={apiKey} own={own} onMade={onMade} />
    </li>
  );
}

/** What limits a key beyond its scopes. */
function KeyReach({ apiKey: { project_ids: projects, networks } }: { apiKey: ApiKey }) {
  return (
    <>
      {projects ? <Badge>{text.inProjects(projects.length)}</Badge> : null}
      {networks?.map((network) => (
        <Badge key={network}>{text.from(networkLabel(network))}</Badge>
      ))}
    </>
  );
}

function KeyActions({ apiKey, own, onMade }: { apiKey: ApiKey; own: boolean; onMade: (key: ApiKeyMade) => void }) {
  const [asking, setAsking] = useState<"limit" | "rotate" | "revoke" | null>(null);
  const rotate = useRotateKey();
  const revoke = useRevokeKey();
  const { id, name } = apiKey;
  const close = () => setAsking(null);
  const options = { onError: (error: unknown) => toast.error(text.changeFailed, error), onSettled: close };

  return (
    <div className="flex gap-1">
      {own ? (
        <>
          <Button variant="secondary" size="sm" aria-label={text.limitsOf(name)} onClick={() => setAsking("limit")}>
            {text.limits}
          </Button>
          <Button variant="secondary" size="sm" aria-label={text.rotateOf(name)} onClick={() => setAsking("rotate")}>
            {text.rotate}
          </Button>
        </>
      ) : null}
      <Button variant="quiet" size="sm" aria-label={text.revokeOf(name)} onClick={() => setAsking("revoke")}>
        {text.revoke}
      </Button>
      {asking === "limit" ? <LimitsDialog apiKey={apiKey} onClose={close} /> : null}
      <ConfirmDialog
        open={asking === "rotate"}
        onOpenChange={(open) => !open && close()}
        title={text.rotateAsk(name)}
        description={text.rotateHint}
        confirm={text.rotate}
        pending={rotate.isPending}
        onConfirm={() => rotate.mutate(id, { ...options, onSuccess: onMade })}
      />
      <ConfirmDialog
        open={asking === "revoke"}
        onOpenChange={(open) => !open && close()}
        title={text.revokeAsk(name)}
        description={text.revokeHint}
        confirm={text.revoke}
        pending={revoke.isPending}
        onConfirm={() => revoke.mutate(apiKey, { ...options, onSuccess: () => toast.success(text.revoked(name)) })}
      />
    </div>
  );
}
