"use client";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SheetFooter } from "@/components/ui/sheet";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useForm, type FormOf } from "@/lib/use-form";
import { useShareActions } from "../api";
import { text } from "../messages/en";
import { dayIn, emptyForm, formOf, inputOf, linkSchema, passwordOf, patchOf } from "../schema";
import type { Scope, ShareLink } from "../types";
import type { Secret } from "./secret-box";

type Form = FormOf<typeof linkSchema>;

/** Makes a link and hands its secret on. */
export function NewForm(props: { scope: Scope; onClose: () => void; onMade: (secret: Secret) => void }) {
  const { create } = useShareActions();
  const form = useForm(linkSchema, emptyForm());
  const submit = form.submit((values) =>
    create.mutate(inputOf(props.scope, values), {
      onSuccess: ({ token }) => {
        if (token === null) props.onClose();
        else props.onMade({ token, mailedTo: values.send_to || undefined });
      },
      onError: (error) => {
        if (!form.showFaults(error)) toast.error(text.form.failed, error);
      },
    }),
  );

  return (
    <form id={form.id} noValidate onSubmit={submit} className="flex min-h-full flex-col gap-4">
      <h3 className="text-base font-semibold">{text.form.newTitle}</h3>
      <Fields form={form} />
      <Field label={text.form.sendTo} error={form.errors.send_to} optional>
        <Input type="email" autoComplete="off" {...form.field("send_to")} />
      </Field>
      <Protection form={form} />
      <Foot submit={text.form.submit} pending={create.isPending} onClose={props.onClose} />
    </form>
  );
}

export function ChangeForm({ link, onClose }: { link: ShareLink; onClose: () => void }) {
  const { change } = useShareActions();
  const form = useForm(linkSchema, formOf(link));
  const submit = form.submit((values) =>
    change.mutate(
      { link, patch: patchOf(link, values), password: passwordOf(values) },
      {
        onSuccess: () => {
          toast.success(text.form.saved);
          onClose();
        },
        onError: (error) => {
          if (!form.showFaults(error)) toast.error(text.form.saveFailed, error);
        },
      },
    ),
  );

  return (
    <form id={form.id} noValidate onSubmit={submit} className="flex min-h-full flex-col gap-4">
      <h3 className="text-base font-semibold">{text.form.changeTitle}</h3>
      <Fields form={form} />
      <Protection form={form} link={link} />
      <Foot submit={text.form.save} pending={change.isPending} onClose={onClose} />
    </form>
  );
}

// What files need comes with them.
const permissions = ["view", "comment", "edit"] as const;

function Fields({ form }: { form: Form }) {
  const { errors, values } = form;
  return (
    <>
      <Field label={text.form.label} hint={text.form.labelHint} error={errors.label} optional>
        <Input autoFocus autoComplete="off" {...form.field("label")} />
      </Field>
      <Field label={text.form.permission} error={errors.permission}>
        <Select {...form.field("permission")}>
          {permissions.map((value) => (
            <option key={value} value={value}>
              {text.permission[value]}
            </option>
          ))}
          {values.permission === "upload" ? <option value="upload">{text.permission.upload}</option> : null}
        </Select>
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text.form.expires} error={errors.expires_on}>
          <Input type="date" min={dayIn(0)} max={dayIn(365)} {...form.field("expires_on")} />
        </Field>
        <Field label={text.form.name} hint={text.form.nameHint} error={errors.guest_name} optional>
          <Input autoComplete="off" {...form.field("guest_name")} />
        </Field>
      </div>
    </>
  );
}

function Protection({ form, link }: { form: Form; link?: ShareLink }) {
  const { errors, values } = form;
  const guarded = Boolean(link && (link.has_password || link.allowed_emails.length > 0 || link.max_uses !== null));
  const wrong = Boolean(errors.password ?? errors.emails ?? errors.max_uses);
  return (
    <details open={guarded || wrong || undefined} className="rounded-lg border p-3">
      <summary className="min-h-6 rounded-sm font-medium">{text.form.protection}</summary>
      <div className="mt-3 space-y-4">
        <Field
          label={text.form.password}
          hint={link?.has_password ? text.form.passwordKeep : text.form.passwordHint}
          error={errors.password}
          optional
        >
          <Input
            type="password"
            autoComplete="new-password"
            disabled={values.no_password}
            {...form.field("password")}
          />
        </Field>
        {link?.has_password ? (
          <label className="flex items-center gap-2">
            <Checkbox {...form.check("no_password")} />
            {text.form.removePassword}
          </label>
        ) : null}
        <Field label={text.form.emails} hint={text.form.emailsHint} error={errors.emails} optional>
          <Textarea rows={2} autoCapitalize="none" spellCheck={false} {...form.field("emails")} />
        </Field>
        <Field label={text.form.maxUses} error={errors.max_uses} optional>
          <Input inputMode="numeric" autoComplete="off" {...form.field("max_uses")} />
        </Field>
      </div>
    </details>
  );
}

function Foot({ submit, pending, onClose }: { submit: string; pending: boolean; onClose: () => void }) {
  return (
    <SheetFooter>
      <Button variant="secondary" onClick={onClose}>
        {text.cancel}
      </Button>
      <Button type="submit" pending={pending}>
        {submit}
      </Button>
    </SheetFooter>
  );
}
