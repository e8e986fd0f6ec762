"use client";

import { useRouter } from "next/navigation";
import * as v from "valibot";
import { PageHeader } from "@/components/page-header";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useSwitchWorkspace } from "@/lib/data/switch-workspace";
import { useForm } from "@/lib/use-form";
import { text } from "../messages/en";
import { useCreateWorkspace } from "../workspace";

const { workspace: words } = text;

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(words.nameMissing), v.maxLength(200, words.tooLong)),
});

/** Another workspace: nothing of it is mixed with what is in the others. */
export function NewWorkspacePage() {
  const router = useRouter();
  const create = useCreateWorkspace();
  const switchTo = useSwitchWorkspace();
  const form = useForm(schema, { name: "" });

  const submit = form.submit(({ name }) =>
    create.mutate(name, {
      onSuccess: ({ id }) => {
        toast.success(words.made(name));
        switchTo(id);
        router.push(paths.dashboard);
      },
      onError: (error) => {
        if (!form.showFaults(error)) toast.error(text.saveFailed, error);
      },
    }),
  );

  return (
    <div className="w-full max-w-xl">
      <PageHeader title={words.newTitle} description={words.newHint} />
      <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
        <Field label={words.name} error={form.errors.name} required>
          <Input autoComplete="organization" autoFocus {...form.field("name")} />
        </Field>
        <Button type="submit" pending={create.isPending}>
          {words.create}
        </Button>
      </form>
    </div>
  );
}
