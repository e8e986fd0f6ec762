"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { paths } from "@/config/paths";
import { isApiError } from "@/lib/api/errors";
import { useForm } from "@/lib/use-form";
import { useRegister } from "../api";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { registerSchema } from "../schemas";
import { AuthFrame } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { PasswordInput } from "./password-input";

export function RegisterPage() {
  const router = useRouter();
  const registration = useRegister();
  const form = useForm(registerSchema, { name: "", email: "", password: "", workspace_name: "" });
  const { errors } = form;

  const refused = (error: unknown) => {
    if (isApiError(error) && error.code === "email_taken") {
      form.fail({ email: text.emailTaken });
    } else {
      form.showFaults(error);
    }
  };
  const submit = form.submit((values) =>
    registration.mutate(values, { onSuccess: () => router.replace(paths.dashboard), onError: refused }),
  );

  return (
    <AuthFrame
      title={text.registerTitle}
      hint={text.registerHint}
      foot={
        <>
          {text.haveAccount}{" "}
          <Link
            href={paths.login()}
            className="font-medium text-primary-soft-foreground underline underline-offset-4 hover:no-underline"
          >
            {text.signIn}
          </Link>
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
        <Button type="submit" size="lg" className="w-full" pending={registration.isPending || registration.isSuccess}>
          {text.register}
        </Button>
      </form>
    </AuthFrame>
  );
}
