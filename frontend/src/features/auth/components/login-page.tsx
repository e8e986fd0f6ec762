"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { paths, safeNext } from "@/config/paths";
import { useForm } from "@/lib/use-form";
import { useLogin } from "../api";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { loginSchema } from "../schemas";
import { AuthFrame } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { PasswordInput } from "./password-input";

export function LoginPage() {
  const router = useRouter();
  const login = useLogin();
  const form = useForm(loginSchema, { email: "", password: "", remember: true });
  const { errors } = form;

  const submit = form.submit((values) =>
    login.mutate(values, {
      onSuccess: () => router.replace(safeNext(new URLSearchParams(window.location.search).get("next"))),
      onError: (error) => {
        if (!form.showFaults(error)) form.focus("password");
      },
    }),
  );

  return (
    <AuthFrame
      title={text.signInTitle}
      hint={text.signInHint}
      foot={
        <>
          {text.noAccount}{" "}
          <Link
            href={paths.register}
            className="font-medium text-primary-soft-foreground underline underline-offset-4 hover:no-underline"
          >
            {text.register}
          </Link>
        </>
      }
    >
      <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
        <FormProblem>{login.error && form.valid ? problemOf(login.error) : null}</FormProblem>
        <Field label={text.email} error={errors.email} required>
          <Input type="email" autoComplete="username" inputMode="email" autoFocus {...form.field("email")} />
        </Field>
        <Field label={text.password} error={errors.password} required>
          <PasswordInput autoComplete="current-password" {...form.field("password")} />
        </Field>
        <label className="flex items-center gap-2">
          <Checkbox {...form.check("remember")} />
          {text.remember}
        </label>
        <Button type="submit" size="lg" className="w-full" pending={login.isPending || login.isSuccess}>
          {text.signIn}
        </Button>
      </form>
    </AuthFrame>
  );
}
