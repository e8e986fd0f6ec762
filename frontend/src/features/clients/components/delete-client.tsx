"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { ClientRow } from "@/lib/data/clients";
import { useDeleteClient } from "../api";
import { text } from "../messages/en";

export function DeleteClient({
  client,
  onClose,
  onDeleted,
}: {
  client: Pick<ClientRow, "id" | "rev" | "name">;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const remove = useDeleteClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={text.deleteAsk(client.name)}
      description={text.deleteHint}
      confirm={text.delete}
      pending={remove.isPending}
      onConfirm={() =>
        remove.mutate(client, {
          onSuccess: () => {
            toast.success(text.deleted(client.name));
            onClose();
            onDeleted?.();
          },
          onError: (error) => {
            toast.error(text.deleteFailed, error);
            onClose();
          },
        })
      }
    />
  );
}
