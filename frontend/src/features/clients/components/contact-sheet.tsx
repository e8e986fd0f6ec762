"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Sheet, SheetContent, SheetFooter } from "@/components/ui/sheet";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { isApiError } from "@/lib/api/errors";
import { useForm } from "@/lib/use-form";
import { contactSchema, formOfContact, useContactActions, type Contact } from "../contacts";
import { text } from "../messages/en";

const words = text.contacts;

/** Adds a person to a client, or changes one. */
export function ContactSheet(props: { clientId: string; contact?: Contact; onClose: () => void }) {
  const { contact, onClose } = props;
  const { save, remove } = useContactActions(props.clientId);
  const [asking, setAsking] = useState(false);
  const form = useForm(contactSchema, formOfContact(contact));
  const { errors } = form;

  const submit = form.submit((values) =>
    save.mutate(
      { contact, form: values },
      {
        onSuccess: ({ name }) => {
          toast.success(words.saved(name));
          onClose();
        },
        onError: (error) => {
          if (isApiError(error) && error.code === "duplicate") form.fail({ email: words.emailTaken });
          else if (!form.showFaults(error)) toast.error(words.failed, error);
        },
      },
    ),
  );

  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={contact ? words.edit : words.add}>
        <form id={form.id} noValidate onSubmit={submit} className="flex min-h-full flex-col gap-4">
          <Field label={text.fields.name} error={errors.name} required>
            <Input autoFocus autoComplete="off" {...form.field("name")} />
          </Field>
          <Field label={words.position} error={errors.position} optional>
            <Input autoComplete="off" {...form.field("position")} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={words.email} error={errors.email} optional>
              <Input type="email" autoComplete="off" {...form.field("email")} />
            </Field>
            <Field label={words.phone} error={errors.phone} optional>
              <Input type="tel" autoComplete="off" {...form.field("phone")} />
            </Field>
          </div>
          <label className="flex min-h-6 items-center gap-2">
            <Checkbox {...form.check("is_primary")} />
            {words.primaryLabel}
          </label>
          <Field label={text.fields.notes} hint={text.notesHint} error={errors.notes} optional>
            <Textarea rows={3} {...form.field("notes")} />
          </Field>
          <SheetFooter>
            {contact ? (
              <Button variant="quiet" className="mr-auto" onClick={() => setAsking(true)}>
                {words.remove}
              </Button>
            ) : null}
            <Button variant="secondary" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" pending={save.isPending}>
              {text.save}
            </Button>
          </SheetFooter>
        </form>
        {contact ? (
          <ConfirmDialog
            open={asking}
            onOpenChange={setAsking}
            title={words.removeAsk(contact.name)}
            description={words.removeHint}
            confirm={words.remove}
            pending={remove.isPending}
            onConfirm={() =>
              remove.mutate(contact, {
                onSuccess: onClose,
                onError: (error) => toast.error(words.failed, error),
                onSettled: () => setAsking(false),
              })
            }
          />
        ) : null}
      </SheetContent>
    </Sheet>
  );
}
