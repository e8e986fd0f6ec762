"use client";

import Link from "next/link";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useMe } from "@/lib/data/me";
import { formatRelative, formatTime } from "@/lib/format";
import { useAccesses, useEndSupport, type AdminSupportAccess } from "../api";
import { text } from "../messages/en";
import { PagedList } from "./pages";

const words = text.support;

const tones: Record<AdminSupportAccess["status"], BadgeTone> = {
  requested: "warning",
  active: "success",
  declined: "danger",
  ended: "neutral",
  expired: "neutral",
};

export function SupportPage() {
  return (
    <>
      <h2 className="sr-only">{text.tabs.support}</h2>
      <p className="mb-5 text-muted-foreground">{words.hint}</p>
      <PagedList label={text.tabs.support} pages={useAccesses()}>
        {(access) => <AccessRow key={access.id} access={access} />}
      </PagedList>
    </>
  );
}

function AccessRow({ access }: { access: AdminSupportAccess }) {
  const { data: me } = useMe();
  const end = useEndSupport();
  const { id, status, workspace_name: name, expires_at: until } = access;
  const open = status === "active" || status === "requested";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          <Badge tone={tones[status]}>{words.states[status]}</Badge>
          {status === "active" && until ? (
            <span className="text-xs font-normal text-muted-foreground">{words.until(formatTime(until))}</span>
          ) : null}
        </p>
        <p className="break-words">{access.reason}</p>
        <p className="text-xs text-muted-foreground">
          {words.by(access.admin_name, formatRelative(access.created_at))}
        </p>
      </div>
      {status === "active" && access.admin_id === me?.id ? (
        <Button asChild size="sm">
          <Link href={paths.adminInside(id)} prefetch={false}>
            {words.open}
          </Link>
        </Button>
      ) : null}
      {open && access.admin_id === me?.id ? (
        <Button
          variant="secondary"
          size="sm"
          pending={end.isPending}
          onClick={() => end.mutate(id, { onError: (error) => toast.error(text.changeFailed, error) })}
        >
          {words.end}
        </Button>
      ) : null}
    </li>
  );
}
