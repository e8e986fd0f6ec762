"use client";

import { valibotResolver } from "@hookform/resolvers/valibot";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { paths, safeNext } from "@/config/paths";
import { showFaults } from "@/lib/forms";
import { useLogin } from "../api";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { loginSchema, type LoginForm } from "../schemas";
import { AuthFrame } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { PasswordInput } from "./password-input";

export function LoginPage() {
  const router = useRouter();
  const login = useLogin();
  const form = useForm<LoginForm>({
    resolver: valibotResolver(loginSchema),
    defaultValues: { email: "", password: "", remember: true },
  });
  const { errors } = form.formState;

  const submit = form.handleSubmit((values) =>
    login.mutate(values, {
      onSuccess: () => router.replace(safeNext(new URLSearchParams(window.location.search).get("next"))),
      onError: (error) => {
        if (!showFaults(error, form.setError, ["email", "password"])) form.setFocus("password");
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
      <form noValidate onSubmit={submit} className="space-y-4">
        <FormProblem>{login.error && Object.keys(errors).length === 0 ? problemOf(login.error) : null}</FormProblem>
        <Field label={text.email} error={errors.email?.message} required>
          <Input type="email" autoComplete="username" inputMode="email" autoFocus {...form.register("email")} />
        </Field>
        <Field label={text.password} error={errors.password?.message} required>
          <PasswordInput autoComplete="current-password" {...form.register("password")} />
        </Field>
        <label className="flex items-center gap-2">
          <Checkbox {...form.register("remember")} />
          {text.remember}
        </label>
        <Button type="submit" size="lg" className="w-full" pending={login.isPending || login.isSuccess}>
          {text.signIn}
        </Button>
      </form>
    </AuthFrame>
  );
}
