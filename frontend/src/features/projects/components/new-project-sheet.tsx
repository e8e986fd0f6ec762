"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetFooter } from "@/components/ui/sheet";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useForm } from "@/lib/use-form";
import { useUi } from "@/stores/ui";
import { useCreateProject } from "../api";
import { text } from "../messages/en";
import { emptyForm, inputOf, projectSchema } from "../schema";
import { CodeAndBilling, Dates, Goal, NameAndClient } from "./project-fields";

export function NewProjectSheet() {
  const router = useRouter();
  const { about, close } = useUi();
  const create = useCreateProject();
  const form = useForm(projectSchema, { ...emptyForm, client_id: about.clientId ?? "" });

  const submit = form.submit((values) =>
    create.mutate(inputOf(values), {
      onSuccess: ({ id, name }) => {
        close();
        toast.success(text.added(name));
        router.push(paths.projectBoard(id));
      },
      onError: (error) => {
        if (!form.showFaults(error)) toast.error(text.saveFailed, error);
      },
    }),
  );

  return (
    <Sheet open onOpenChange={(open) => !open && close()}>
      <SheetContent title={text.add}>
        <form id={form.id} noValidate onSubmit={submit} className="flex min-h-full flex-col gap-4">
          <NameAndClient form={form} autoFocus />
          <Goal form={form} />
          <Dates form={form} />
          <CodeAndBilling form={form} />
          <SheetFooter>
            <Button variant="secondary" onClick={close}>
              {text.cancel}
            </Button>
            <Button type="submit" pending={create.isPending}>
              {text.create}
            </Button>
          </SheetFooter>
        </form>
      </SheetContent>
    </Sheet>
  );
}
