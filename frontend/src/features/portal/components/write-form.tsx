"use client";

import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/lib/use-form";
import { usePortalActions } from "../actions";
import { usePortal } from "../context";
import { usePlace } from "../hooks/use-place";
import { text } from "../messages/en";

const words = (missing: string, longest: number) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty(missing), v.maxLength(longest, text.messages.tooLong));

const schema = v.object({
  subject: words(text.messages.subjectMissing, 200),
  body: words(text.messages.bodyMissing, 20_000),
});

/** The first message of a new conversation. */
export function WriteForm({ onClose }: { onClose: () => void }) {
  const { portal, named } = usePortal();
  const { begin } = usePortalActions(portal.link_id);
  const [, go] = usePlace();
  const form = useForm(schema, { subject: "", body: "" });

  const submit = form.submit((values) =>
    named(() =>
      begin.mutate(values, {
        onSuccess: ({ id }) => go("messages", id),
        onError: (error) => {
          if (!form.showFaults(error)) toast.error(text.messages.failed, error);
        },
      }),
    ),
  );

  return (
    <Card className="mb-5 p-4">
      <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
        <Field label={text.messages.subject} error={form.errors.subject} required>
          <Input autoFocus autoComplete="off" {...form.field("subject")} />
        </Field>
        <Field
          label={text.messages.body}
          error={form.errors.body}
          hint={text.messages.readers(portal.workspace_name)}
          required
        >
          <Textarea rows={4} {...form.field("body")} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="secondary" onClick={onClose}>
            {text.messages.cancel}
          </Button>
          <Button type="submit" pending={begin.isPending}>
            {text.messages.send}
          </Button>
        </div>
      </form>
    </Card>
  );
}
