"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { paths } from "@/config/paths";
import { later } from "@/lib/later";
import { useForm } from "@/lib/use-form";
import { useRegister } from "../mailed";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { registerSchema } from "../schemas";
import { AuthFrame, TextLink } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { PasswordInput } from "./password-input";

const ProviderButtons = later(() => import("./provider-buttons").then((part) => part.ProviderButtons));
const Sent = later(() => import("./sent").then((part) => part.Sent));

export function RegisterPage() {
  const registration = useRegister();
  const form = useForm(registerSchema, { name: "", email: "", password: "", workspace_name: "" });
  const { errors } = form;
  const submit = form.submit((values) => registration.mutate(values, { onError: form.showFaults }));

  if (registration.isSuccess) {
    const { email } = registration.variables;
    return <Sent hint={text.sent.register(email)} next={text.sent.registerNext} onAgain={registration.reset} />;
  }
  return (
    <AuthFrame
      title={text.registerTitle}
      hint={text.registerHint}
      foot={
        <>
          {text.haveAccount} <TextLink href={paths.login()}>{text.signIn}</TextLink>
        </>
      }
    >
      <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
        <FormProblem>{registration.error && form.valid ? problemOf(registration.error) : null}</FormProblem>
        <Field label={text.name} error={errors.name} required>
          <Input autoComplete="name" autoFocus {...form.field("name")} />
        </Field>
        <Field label={text.email} error={errors.email} required>
          <Input type="email" autoComplete="username" inputMode="email" {...form.field("email")} />
        </Field>
        <Field label={text.password} hint={text.passwordHint} error={errors.password} required>
          <PasswordInput autoComplete="new-password" {...form.field("password")} />
        </Field>
        <Field label={text.workspaceName} hint={text.workspaceHint} error={errors.workspace_name} optional>
          <Input autoComplete="organization" {...form.field("workspace_name")} />
        </Field>
        <Button type="submit" size="lg" className="w-full" pending={registration.isPending}>
          {text.register}
        </Button>
      </form>
      <ProviderButtons returnTo={() => paths.dashboard} />
    </AuthFrame>
  );
}
