"use client";

import { useState } from "react";
import { ClashDialog } from "@/components/clash-dialog";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { toast } from "@/components/ui/toast";
import type { Client } from "@/lib/data/clients";
import { formatMoney } from "@/lib/format";
import { Clash } from "@/lib/save";
import { useSaveClient } from "../api";
import { text } from "../messages/en";
import { formOf, patchOf, type ClientPatch } from "../schema";
import { ClientForm } from "./client-form";

function describe(field: string, value: unknown, client: Client): string {
  if (value === null || value === undefined) return "";
  if (field === "rate_minor") return formatMoney(Number(value), client.currency);
  if (field === "status") return text.status[value as Client["status"]];
  if (field === "waiting_on") return text.waiting[value as Client["waiting_on"]];
  return String(value);
}

export function EditClientSheet({ client, onClose }: { client: Client; onClose: () => void }) {
  // The row as it was when editing began; what others do meanwhile must not change the form.
  const [base] = useState(client);
  const [clash, setClash] = useState<{ clash: Clash<Client>; patch: ClientPatch } | null>(null);
  const save = useSaveClient(base);

  const send = (patch: ClientPatch, from: Client, refused?: (error: unknown) => boolean) =>
    save.mutate(
      { from, patch },
      {
        onSuccess: () => {
          toast.success(text.saved);
          onClose();
        },
        onError: (error) => {
          if (error instanceof Clash) setClash({ clash: error as Clash<Client>, patch });
          else if (!refused?.(error)) toast.error(text.saveFailed, error);
        },
      },
    );

  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={text.edit}>
        <ClientForm
          values={formOf(base)}
          submitLabel={text.save}
          pending={save.isPending}
          onCancel={onClose}
          onSubmit={(values, refused) => {
            const patch = patchOf(base, values);
            if (Object.keys(patch).length === 0) onClose();
            else send(patch, base, refused);
          }}
        />
        {clash ? (
          <ClashDialog
            pending={save.isPending}
            fields={clash.clash.conflicts.map(({ field, mine, theirs }) => ({
              label: text.fields[field as keyof typeof text.fields],
              mine: describe(field, mine, base),
              theirs: describe(field, theirs, clash.clash.current),
            }))}
            onKeepMine={() => {
              setClash(null);
              send(clash.patch, clash.clash.current);
            }}
            onTakeTheirs={onClose}
          />
        ) : null}
      </SheetContent>
    </Sheet>
  );
}
