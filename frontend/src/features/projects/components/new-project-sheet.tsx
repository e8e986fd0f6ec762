"use client";

import { valibotResolver } from "@hookform/resolvers/valibot";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetFooter } from "@/components/ui/sheet";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { showFaults } from "@/lib/forms";
import { useUi } from "@/stores/ui";
import { useCreateProject } from "../api";
import { text } from "../messages/en";
import { emptyForm, inputOf, projectSchema, type ProjectForm } from "../schema";
import { CodeAndBilling, Dates, Goal, NameAndClient } from "./project-fields";

export function NewProjectSheet() {
  const router = useRouter();
  const { about, close } = useUi();
  const create = useCreateProject();
  const form = useForm<ProjectForm>({
    resolver: valibotResolver(projectSchema),
    defaultValues: { ...emptyForm, client_id: about.clientId ?? "" },
  });

  const submit = form.handleSubmit((values) =>
    create.mutate(inputOf(values), {
      onSuccess: ({ id, name }) => {
        close();
        toast.success(text.added(name));
        router.push(paths.projectBoard(id));
      },
      onError: (error) => {
        const fields = ["name", "client_id", "code", "description", "start_on", "due_on", "billing"] as const;
        if (!showFaults(error, form.setError, fields)) toast.error(text.saveFailed, error);
      },
    }),
  );

  return (
    <Sheet open onOpenChange={(open) => !open && close()}>
      <SheetContent title={text.add}>
        <form noValidate onSubmit={submit} className="space-y-4">
          <NameAndClient form={form} />
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
