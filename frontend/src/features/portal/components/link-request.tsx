"use client";

import { useState } from "react";
import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { done } from "@/lib/api/client";
import { useForm } from "@/lib/use-form";
import { portalApi } from "../client";
import { text } from "../messages/request";

const schema = v.object({ email: v.pipe(v.string(), v.trim(), v.email(text.wrong), v.maxLength(254, text.wrong)) });

/** Asks for the links of an address. The answer is the same for every address. */
export function LinkRequest() {
  const [asked, setAsked] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const form = useForm(schema, { email: "" });

  const submit = form.submit(async ({ email }) => {
    setPending(true);
    try {
      await done(portalApi.POST("/portal/link-requests", { body: { email } }));
      setAsked(email);
    } catch (error) {
      if (!form.showFaults(error)) toast.error(text.failed, error);
    }
    setPending(false);
  });

  if (asked) {
    return (
      <p role="status" className="mt-6 text-center text-pretty">
        {text.sent(asked)}
      </p>
    );
  }
  return (
    <form id={form.id} noValidate onSubmit={submit} className="mx-auto mt-6 w-full max-w-sm space-y-4">
      <h2 className="font-semibold">{text.ask}</h2>
      <Field label={text.label} hint={text.hint} error={form.errors.email} required>
        <Input type="email" autoComplete="email" autoCapitalize="none" spellCheck={false} {...form.field("email")} />
      </Field>
      <Button type="submit" pending={pending}>
        {text.submit}
      </Button>
    </form>
  );
}
