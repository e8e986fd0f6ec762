"use client";

import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/lib/use-form";
import { usePortalActions } from "../actions";
import { usePortal } from "../context";
import { text } from "../messages/en";
import type { PortalTask } from "../types";

const schema = v.object({
  title: v.pipe(v.string(), v.trim(), v.nonEmpty(text.tasks.askMissing), v.maxLength(200, text.name.tooLong)),
  description: v.pipe(v.string(), v.maxLength(20_000, text.name.tooLong)),
});

/** A client changes what he asked for, while nobody has begun with it. */
export function ChangeTask({ task, onClose }: { task: PortalTask; onClose: () => void }) {
  const { portal } = usePortal();
  const { changeTask } = usePortalActions(portal.link_id);
  const form = useForm(schema, { title: task.title, description: task.description });

  const submit = form.submit((values) =>
    changeTask.mutate(
      { task, ...values },
      {
        onSuccess: onClose,
        onError: (error) => {
          if (!form.showFaults(error)) toast.error(text.tasks.changeFailed, error);
        },
      },
    ),
  );

  return (
    <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
      <h1 className="sr-only">{task.title}</h1>
      <Field label={text.tasks.askWhat} error={form.errors.title} required>
        <Input autoFocus autoComplete="off" {...form.field("title")} />
      </Field>
      <Field label={text.tasks.askDetails} error={form.errors.description} optional>
        <Textarea rows={5} {...form.field("description")} />
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="secondary" onClick={onClose}>
          {text.tasks.cancel}
        </Button>
        <Button type="submit" pending={changeTask.isPending}>
          {text.tasks.save}
        </Button>
      </div>
    </form>
  );
}
