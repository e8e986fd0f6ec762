"use client";

import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/lib/use-form";
import { usePortalActions } from "../actions";
import { usePortal } from "../context";
import { text } from "../messages/en";

const schema = v.object({
  title: v.pipe(v.string(), v.trim(), v.nonEmpty(text.tasks.askMissing), v.maxLength(200, text.name.tooLong)),
  description: v.pipe(v.string(), v.maxLength(20_000, text.name.tooLong)),
  projectId: v.string(),
});

/** A client asks for something to be done. */
export function AskForm({ onClose }: { onClose: () => void }) {
  const { portal, named } = usePortal();
  const { ask } = usePortalActions(portal.link_id);
  const form = useForm(schema, { title: "", description: "", projectId: portal.projects[0]?.id ?? "" });

  const submit = form.submit((values) =>
    named(() =>
      ask.mutate(values, {
        onSuccess: () => {
          toast.success(text.tasks.asked);
          onClose();
        },
        onError: (error) => {
          if (!form.showFaults(error)) toast.error(text.tasks.askFailed, error);
        },
      }),
    ),
  );

  return (
    <Card className="mb-5 p-4">
      <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
        <Field label={text.tasks.askWhat} error={form.errors.title} required>
          <Input autoFocus autoComplete="off" {...form.field("title")} />
        </Field>
        <Field label={text.tasks.askDetails} error={form.errors.description} optional>
          <Textarea rows={3} {...form.field("description")} />
        </Field>
        {portal.projects.length > 1 ? (
          <Field label={text.tasks.project}>
            <Select {...form.field("projectId")}>
              {portal.projects.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button variant="secondary" onClick={onClose}>
            {text.tasks.cancel}
          </Button>
          <Button type="submit" pending={ask.isPending}>
            {text.tasks.send}
          </Button>
        </div>
      </form>
    </Card>
  );
}
