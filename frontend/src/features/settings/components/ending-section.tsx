"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { isApiError } from "@/lib/api/errors";
import { useCan } from "@/lib/data/can";
import { useWorkspace } from "@/lib/data/me";
import { useMembers } from "@/lib/data/members";
import { formatDate } from "@/lib/format";
import { later } from "@/lib/later";
import type { Workspace } from "../api";
import { text } from "../messages/en";
import { useClosedWorkspaces, useCloseWorkspace, useLeaveWorkspace, useRestoreWorkspace } from "../workspace";
import { Row } from "./row";

const TypedConfirm = later(() => import("@/components/typed-confirm").then((part) => part.TypedConfirm));
const TransferDialog = later(() => import("./transfer-dialog").then((part) => part.TransferDialog));

const words = text.ending;

/**
 * Ways out of a workspace: hand it on, leave it, close it. Afterwards this page may
 * show another workspace already, so what follows does not depend on what is shown.
 */
export function EndingSection({ workspace }: { workspace: Workspace }) {
  const can = useCan();
  return (
    <Section id="ending" title={words.title}>
      <div className="space-y-2">
        {can("transferOwnership") ? <Transfer workspace={workspace} /> : null}
        <Leave workspace={workspace} />
        {can("deleteWorkspace") ? <Close workspace={workspace} /> : null}
      </div>
    </Section>
  );
}

function Transfer({ workspace }: { workspace: Workspace }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Row
        title={words.transfer}
        hint={words.transferHint}
        action={
          <Button variant="secondary" onClick={() => setOpen(true)}>
            {words.transferAction}
          </Button>
        }
      />
      {open ? <TransferDialog workspace={workspace} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** A workspace has an owner: who is the only one is told so instead of being refused. */
function Leave({ workspace }: { workspace: Workspace }) {
  const owner = useWorkspace()?.role === "owner";
  const { data: members } = useMembers();
  const owners = members?.filter(({ role }) => role === "owner").length;
  return owner && owners === 1 ? (
    <Row title={words.leave} hint={words.onlyOwner} />
  ) : (
    <LeaveRow workspace={workspace} ready={!owner || members !== undefined} />
  );
}

function LeaveRow({ workspace, ready }: { workspace: Workspace; ready: boolean }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const leave = useLeaveWorkspace();
  return (
    <>
      <Row
        title={words.leave}
        hint={words.leaveHint}
        action={
          <Button variant="secondary" disabled={!ready} onClick={() => setAsking(true)}>
            {words.leaveAction}
          </Button>
        }
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={words.leaveAsk(workspace.name)}
        description={words.leaveWarning}
        confirm={words.leaveAction}
        pending={leave.isPending}
        onConfirm={() =>
          void leave.mutateAsync(workspace.id).then(
            () => {
              toast.success(words.left(workspace.name));
              router.push(paths.dashboard);
            },
            (error: unknown) => {
              setAsking(false);
              const last = isApiError(error) && error.code === "last_owner";
              toast.error(last ? words.lastOwner : text.saveFailed, error);
            },
          )
        }
      />
    </>
  );
}

function Close({ workspace }: { workspace: Workspace }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const close = useCloseWorkspace();
  return (
    <>
      <Row
        title={words.close}
        hint={words.closeHint}
        action={
          <Button variant="destructive" onClick={() => setAsking(true)}>
            {words.closeAction}
          </Button>
        }
      />
      {asking ? (
        <TypedConfirm
          title={words.closeAsk(workspace.name)}
          description={words.closeWarning}
          label={words.typeName(workspace.name)}
          expected={workspace.name}
          confirm={words.closeAction}
          pending={close.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            void close.mutateAsync(workspace).then(
              (left) => {
                toast.success(words.closed(workspace.name));
                router.push(left ? paths.dashboard : paths.settingsData);
              },
              (error: unknown) => {
                setAsking(false);
                toast.error(text.saveFailed, error);
              },
            )
          }
        />
      ) : null}
    </>
  );
}

/** Workspaces that were closed and can still be had back. */
export function ClosedWorkspaces() {
  const closed = useClosedWorkspaces();
  const restore = useRestoreWorkspace();
  if (!closed.data?.length) return null;
  return (
    <Section id="closed" title={words.closedTitle}>
      <div className="space-y-2">
        {closed.data.map(({ id, name, purge_after: end }) => (
          <Row
            key={id}
            title={name}
            hint={words.endsOn(formatDate(end))}
            action={
              <Button
                variant="secondary"
                aria-label={words.restoreOf(name)}
                pending={restore.isPending && restore.variables === id}
                onClick={() =>
                  restore.mutate(id, {
                    onSuccess: () => toast.success(words.restored(name)),
                    onError: (error) => toast.error(text.saveFailed, error),
                  })
                }
              >
                {words.restore}
              </Button>
            }
          />
        ))}
      </div>
    </Section>
  );
}
