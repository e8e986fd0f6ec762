"use client";

import { useRouter } from "next/navigation";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useUi } from "@/stores/ui";
import { useCreateClient } from "../api";
import { text } from "../messages/en";
import { emptyForm, inputOf } from "../schema";
import { ClientForm } from "./client-form";

export function NewClientSheet() {
  const router = useRouter();
  const close = useUi((state) => state.close);
  const create = useCreateClient();

  return (
    <Sheet open onOpenChange={(open) => !open && close()}>
      <SheetContent title={text.add}>
        <ClientForm
          values={emptyForm}
          submitLabel={text.add}
          pending={create.isPending}
          onCancel={close}
          onSubmit={(values, refused) =>
            create.mutate(inputOf(values), {
              onSuccess: ({ id, name }) => {
                close();
                toast.success(text.added(name), {
                  action: { label: text.open, onClick: () => router.push(paths.client(id)) },
                });
              },
              onError: (error) => {
                if (!refused(error)) toast.error(text.saveFailed, error);
              },
            })
          }
        />
      </SheetContent>
    </Sheet>
  );
}
