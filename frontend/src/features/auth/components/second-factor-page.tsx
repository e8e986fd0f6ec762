"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isApiError } from "@/lib/api/errors";
import { useForm } from "@/lib/use-form";
import { useSecondFactor, type SignIn } from "../api";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { codeSchema, recoverySchema } from "../schemas";
import { AuthFrame, TextButton } from "./auth-frame";
import { FormProblem } from "./form-problem";

const { second: words } = text;

/** The second step of signing in; `onRestart` leads back to the first one. */
export function SecondFactorPage(props: { onDone: (answer: SignIn) => void; onRestart: (problem?: string) => void }) {
  const [recovery, setRecovery] = useState(false);
  return (
    <AuthFrame
      title={words.title}
      hint={recovery ? words.recoveryHint : words.hint}
      foot={<TextButton onClick={() => props.onRestart()}>{words.restart}</TextButton>}
    >
      {recovery ? <RecoveryForm {...props} /> : <CodeForm {...props} />}
      <Button variant="quiet" className="mt-3 w-full" onClick={() => setRecovery(!recovery)}>
        {recovery ? words.useCode : words.useRecovery}
      </Button>
    </AuthFrame>
  );
}

type Props = Parameters<typeof SecondFactorPage>[0];

function useStep({ onDone, onRestart }: Props, clear: () => void) {
  const step = useSecondFactor();
  return {
    step,
    options: {
      onSuccess: onDone,
      onError: (error: unknown) => {
        if (isApiError(error) && error.code === "sign_in_expired") onRestart(text.signInExpired);
        else clear();
      },
    },
  };
}

function CodeForm(props: Props) {
  const form = useForm(codeSchema, { code: "" });
  const { step, options } = useStep(props, () => {
    form.set("code", "");
    form.focus("code");
  });
  return (
    <form id={form.id} noValidate className="space-y-4" onSubmit={form.submit((body) => step.mutate(body, options))}>
      <FormProblem>{step.error && form.valid ? problemOf(step.error) : null}</FormProblem>
      <Field label={words.code} error={form.errors.code} required>
        <Input
          key="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          maxLength={9}
          className="font-mono text-lg tracking-widest"
          {...form.field("code")}
        />
      </Field>
      <Submit pending={step.isPending || step.isSuccess} />
    </form>
  );
}

function RecoveryForm(props: Props) {
  const form = useForm(recoverySchema, { recovery_code: "" });
  const { step, options } = useStep(props, () => form.focus("recovery_code"));
  return (
    <form id={form.id} noValidate className="space-y-4" onSubmit={form.submit((body) => step.mutate(body, options))}>
      <FormProblem>{step.error && form.valid ? problemOf(step.error) : null}</FormProblem>
      <Field label={words.recovery} error={form.errors.recovery_code} required>
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          className="font-mono"
          {...form.field("recovery_code")}
        />
      </Field>
      <Submit pending={step.isPending || step.isSuccess} />
    </form>
  );
}

const Submit = ({ pending }: { pending: boolean }) => (
  <Button type="submit" size="lg" className="w-full" pending={pending}>
    {words.submit}
  </Button>
);
