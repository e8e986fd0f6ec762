"use client";

import { valibotResolver } from "@hookform/resolvers/valibot";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { paths } from "@/config/paths";
import { isApiError } from "@/lib/api/errors";
import { showFaults } from "@/lib/forms";
import { useRegister } from "../api";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { registerSchema, type RegisterForm } from "../schemas";
import { AuthFrame } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { PasswordInput } from "./password-input";

export function RegisterPage() {
  const router = useRouter();
  const registration = useRegister();
  const form = useForm<RegisterForm>({
    resolver: valibotResolver(registerSchema),
    defaultValues: { name: "", email: "", password: "", workspace_name: "" },
  });
  const { errors } = form.formState;

  const refused = (error: unknown) => {
    if (isApiError(error) && error.code === "email_taken") {
      form.setError("email", { type: "server", message: text.emailTaken }, { shouldFocus: true });
    } else {
      showFaults(error, form.setError, ["name", "email", "password", "workspace_name"]);
    }
  };
  const submit = form.handleSubmit((values) =>
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
      <form noValidate onSubmit={submit} className="space-y-4">
        <FormProblem>
          {registration.error && Object.keys(errors).length === 0 ? problemOf(registration.error) : null}
        </FormProblem>
        <Field label={text.name} error={errors.name?.message} required>
          <Input autoComplete="name" autoFocus {...form.register("name")} />
        </Field>
        <Field label={text.email} error={errors.email?.message} required>
          <Input type="email" autoComplete="username" inputMode="email" {...form.register("email")} />
        </Field>
        <Field label={text.password} hint={text.passwordHint} error={errors.password?.message} required>
          <PasswordInput autoComplete="new-password" {...form.register("password")} />
        </Field>
        <Field label={text.workspaceName} hint={text.workspaceHint} error={errors.workspace_name?.message} optional>
          <Input autoComplete="organization" {...form.register("workspace_name")} />
        </Field>
        <Button type="submit" size="lg" className="w-full" pending={registration.isPending || registration.isSuccess}>
          {text.register}
        </Button>
      </form>
    </AuthFrame>
  );
}
