"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { paths } from "@/config/paths";
import { later } from "@/lib/later";
import { useForm } from "@/lib/use-form";
import { useForgotPassword } from "../mailed";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { emailSchema } from "../schemas";
import { AuthFrame, TextLink } from "./auth-frame";
import { FormProblem } from "./form-problem";

const Sent = later(() => import("./sent").then((part) => part.Sent));

const { forgotPage: words } = text;

export function ForgotPage() {
  const forgot = useForgotPassword();
  const form = useForm(emailSchema, { email: "" });
  const submit = form.submit(({ email }) => forgot.mutate(email, { onError: form.showFaults }));

  if (forgot.isSuccess) return <Sent hint={text.sent.forgot(forgot.variables)} onAgain={forgot.reset} />;
  return (
    <AuthFrame
      title={words.title}
      hint={words.hint}
      foot={<TextLink href={paths.login()}>{text.backToSignIn}</TextLink>}
    >
      <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
        <FormProblem>{forgot.error && form.valid ? problemOf(forgot.error) : null}</FormProblem>
        <Field label={text.email} error={form.errors.email} required>
          <Input type="email" autoComplete="username" inputMode="email" autoFocus {...form.field("email")} />
        </Field>
        <Button type="submit" size="lg" className="w-full" pending={forgot.isPending}>
          {words.submit}
        </Button>
      </form>
    </AuthFrame>
  );
}
