"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { paths } from "@/config/paths";
import { useForm } from "@/lib/use-form";
import { useResetPassword } from "../mailed";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { newPasswordSchema } from "../schemas";
import { AuthFrame, TextLink } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { LinkPage } from "./link-page";
import { PasswordInput } from "./password-input";

const { reset: words } = text;

export function ResetPage() {
  const reset = useResetPassword();
  const form = useForm(newPasswordSchema, { password: "" });

  if (reset.isSuccess) {
    return (
      <AuthFrame
        title={words.doneTitle}
        hint={words.done}
        foot={<TextLink href={paths.login()}>{text.signIn}</TextLink>}
      />
    );
  }
  return (
    <LinkPage
      title={words.title}
      hint={words.hint}
      error={reset.error}
      again={{ href: paths.forgot, label: words.again }}
    >
      {(token) => (
        <form
          id={form.id}
          noValidate
          className="space-y-4"
          onSubmit={form.submit(({ password }) => reset.mutate({ token, password }, { onError: form.showFaults }))}
        >
          <FormProblem>{reset.error && form.valid ? problemOf(reset.error) : null}</FormProblem>
          <Field label={text.newPassword} hint={text.passwordHint} error={form.errors.password} required>
            <PasswordInput autoComplete="new-password" autoFocus {...form.field("password")} />
          </Field>
          <Button type="submit" size="lg" className="w-full" pending={reset.isPending}>
            {words.submit}
          </Button>
        </form>
      )}
    </LinkPage>
  );
}
