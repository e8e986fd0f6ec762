"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import { ErrorCard, RowsSkeleton } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { leave } from "@/features/auth";
import { formatDateTime, formatRelative } from "@/lib/format";
import { deviceName, isPhone } from "../device";
import { text } from "../messages/en";
import { useEndSession, useLogoutAll, useSessions, type Device } from "../security";

const words = text.security.sessions;

export function SessionsSection() {
  const sessions = useSessions();
  return (
    <Section id="sessions" title={words.title} aside={<SignOutEverywhere />}>
      {sessions.isPending ? <RowsSkeleton rows={2} label={words.title} /> : null}
      {sessions.isError && !sessions.data ? (
        <ErrorCard compact title={words.failed} error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : null}
      {sessions.data ? (
        <Card>
          <ul className="divide-y" aria-label={words.title}>
            {sessions.data.map((device) => (
              <DeviceRow key={device.id} device={device} />
            ))}
          </ul>
        </Card>
      ) : null}
    </Section>
  );
}

function DeviceRow({ device }: { device: Device }) {
  const end = useEndSession();
  const name = deviceName(device.user_agent) ?? words.unknown;
  const Icon = isPhone(device.user_agent) ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {name}
          {device.current ? <Badge tone="success">{words.current}</Badge> : null}
        </p>
        <p className="text-xs text-muted-foreground" title={formatDateTime(device.created_at)}>
          {words.used(formatRelative(device.last_used_at))}
          {device.ip_prefix ? ` · ${device.ip_prefix}` : ""}
        </p>
      </div>
      {device.current ? null : (
        <Button
          variant="secondary"
          size="sm"
          aria-label={words.endOf(name)}
          pending={end.isPending}
          onClick={() =>
            end.mutate(device.id, {
              onSuccess: () => toast.success(words.ended(name)),
              onError: (error) => toast.error(text.saveFailed, error),
            })
          }
        >
          {words.end}
        </Button>
      )}
    </li>
  );
}

function SignOutEverywhere() {
  const [asking, setAsking] = useState(false);
  const logoutAll = useLogoutAll();
  return (
    <>
      <Button variant="quiet" size="sm" onClick={() => setAsking(true)}>
        {words.all}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={words.allAsk}
        description={words.allHint}
        confirm={words.all}
        pending={logoutAll.isPending}
        onConfirm={() =>
          logoutAll.mutate(undefined, {
            onSuccess: () => leave(),
            onError: (error) => toast.error(text.saveFailed, error),
          })
        }
      />
    </>
  );
}
