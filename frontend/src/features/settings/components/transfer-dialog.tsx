"use client";

import { useState } from "react";
import { Empty, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useMe } from "@/lib/data/me";
import { useMembers } from "@/lib/data/members";
import type { Workspace } from "../api";
import { text } from "../messages/en";
import { useTransferOwnership } from "../workspace";

const words = text.ending;

export function TransferDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { data: me } = useMe();
  const members = useMembers();
  const transfer = useTransferOwnership(workspace.id);
  const others = members.data?.filter(({ id }) => id !== me?.id);
  const [chosen, setChosen] = useState("");
  const target = others?.find(({ id }) => id === chosen);

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={words.transfer} description={words.transferWarning}>
        {others ? null : <RowsSkeleton rows={1} />}
        {others?.length === 0 ? <Empty compact title={words.nobody} hint={words.nobodyHint} /> : null}
        {others?.length ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (!target) return;
              transfer.mutate(target.id, {
                onSuccess: () => {
                  toast.success(words.transferred(target.name));
                  onClose();
                },
                onError: (error) => toast.error(text.saveFailed, error),
              });
            }}
          >
            <Field label={words.newOwner} required>
              <Select value={chosen} onChange={(event) => setChosen(event.target.value)}>
                <option value="">{words.choose}</option>
                {others.map(({ id, name, email }) => (
                  <option key={id} value={id}>
                    {name} ({email})
                  </option>
                ))}
              </Select>
            </Field>
            <DialogFooter>
              <Button variant="secondary" onClick={onClose}>
                {text.cancel}
              </Button>
              <Button type="submit" disabled={!target} pending={transfer.isPending}>
                {words.transferAction}
              </Button>
            </DialogFooter>
          </form>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
