"use client";

import { useState, useSyncExternalStore } from "react";
import { safeParse } from "valibot";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { paths, safeNext } from "@/config/paths";
import { later } from "@/lib/later";
import { useForm } from "@/lib/use-form";
import { useArrival, useLogin } from "../api";
import { useSendMagicLink } from "../mailed";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { emailSchema, loginSchema } from "../schemas";
import { AuthFrame, TextLink } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { PasswordInput } from "./password-input";

const SecondFactorPage = later(() => import("./second-factor-page").then((part) => part.SecondFactorPage));
const ProviderButtons = later(() => import("./provider-buttons").then((part) => part.ProviderButtons));
const Sent = later(() => import("./sent").then((part) => part.Sent));

const query = (name: string) => new URLSearchParams(window.location.search).get(name);
const nextPlace = () => safeNext(query("next"));
const never = () => () => undefined;

/** A provider's sign-in that still lacks the second factor ends here. */
const useSecondFactorDue = () =>
  useSyncExternalStore(
    never,
    () => query("step") === "second-factor",
    () => false,
  );

export function LoginPage() {
  const { arrive, second, restart } = useArrival(nextPlace);
  const [begunElsewhere, setBegunElsewhere] = useState(true);
  const due = useSecondFactorDue() && begunElsewhere;
  const [problem, setProblem] = useState<string>();

  if (second || due) {
    return (
      <SecondFactorPage
        onDone={arrive}
        onRestart={(reason) => {
          setBegunElsewhere(false);
          setProblem(reason);
          restart();
        }}
      />
    );
  }
  return <FirstStep problem={problem} onDone={arrive} />;
}

function FirstStep({ problem, onDone }: { problem?: string; onDone: ReturnType<typeof useArrival>["arrive"] }) {
  const login = useLogin();
  const magic = useSendMagicLink();
  const form = useForm(loginSchema, { email: "", password: "", remember: true });
  const { errors } = form;
  const error = login.error ?? magic.error;

  const submit = form.submit((values) => {
    magic.reset();
    login.mutate(values, {
      onSuccess: onDone,
      onError: (reason) => {
        if (!form.showFaults(reason)) form.focus("password");
      },
    });
  });

  const mailLink = () => {
    login.reset();
    const { output, issues } = safeParse(emailSchema, { email: form.values.email });
    if (issues) form.fail({ email: issues[0].message });
    else magic.mutate((output as { email: string }).email);
  };

  if (magic.isSuccess) return <Sent hint={text.sent.magic(magic.variables)} onAgain={magic.reset} />;
  return (
    <AuthFrame
      title={text.signInTitle}
      hint={text.signInHint}
      foot={
        <>
          {text.noAccount} <TextLink href={paths.register}>{text.register}</TextLink>
        </>
      }
    >
      <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
        <FormProblem>{error && form.valid ? problemOf(error) : (problem ?? null)}</FormProblem>
        <Field label={text.email} error={errors.email} required>
          <Input type="email" autoComplete="username" inputMode="email" autoFocus {...form.field("email")} />
        </Field>
        <Field label={text.password} error={errors.password} required>
          <PasswordInput autoComplete="current-password" {...form.field("password")} />
        </Field>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <label className="flex items-center gap-2">
            <Checkbox {...form.check("remember")} />
            {text.remember}
          </label>
          <TextLink href={paths.forgot}>{text.forgot}</TextLink>
        </div>
        <Button type="submit" size="lg" className="w-full" pending={login.isPending || login.isSuccess}>
          {text.signIn}
        </Button>
        <Button variant="secondary" size="lg" className="w-full" pending={magic.isPending} onClick={mailLink}>
          {text.mailLink}
        </Button>
      </form>
      <ProviderButtons returnTo={nextPlace} />
    </AuthFrame>
  );
}
