"use client";

import { useQuery } from "@tanstack/react-query";
import { Loading } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { isApiError } from "@/lib/api/errors";
import { loadSecurity } from "@/lib/data/security";
import { keys } from "@/lib/data/keys";
import { useMe } from "@/lib/data/me";
import { useForm } from "@/lib/use-form";
import { useReauthenticate } from "../api";
import { useForgotPassword } from "../mailed";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { passwordSchema } from "../schemas";
import { FormProblem } from "./form-problem";
import { PasswordInput } from "./password-input";

const { confirm: words } = text;

export function ConfirmPersonBox({ onEnd }: { onEnd: (confirmed: boolean) => void }) {
  const security = useQuery({ queryKey: keys.security, queryFn: loadSecurity });
  const hasPassword = security.data?.has_password ?? true;
  return (
    <Dialog open onOpenChange={(open) => !open && onEnd(false)}>
      <DialogContent title={words.title} description={hasPassword ? words.hint : words.noPassword}>
        {security.isPending ? (
          <Loading label={words.title}>
            <Skeleton className="h-9 w-full" />
          </Loading>
        ) : hasPassword ? (
          <PasswordForm onEnd={onEnd} />
        ) : (
          <MailPassword />
        )}
      </DialogContent>
    </Dialog>
  );
}

function PasswordForm({ onEnd }: { onEnd: (confirmed: boolean) => void }) {
  const { data: me } = useMe();
  const proof = useReauthenticate();
  const form = useForm(passwordSchema, { password: "" });

  const refused = (error: unknown) => {
    if (isApiError(error) && error.code === "wrong_password") form.fail({ password: text.wrongPassword });
    else form.showFaults(error);
  };

  return (
    <form
      id={form.id}
      noValidate
      onSubmit={form.submit((body) => proof.mutate(body, { onSuccess: () => onEnd(true), onError: refused }))}
    >
      <FormProblem>{proof.error && form.valid ? problemOf(proof.error) : null}</FormProblem>
      <input type="email" name="username" autoComplete="username" value={me?.email ?? ""} readOnly hidden />
      <Field label={text.password} error={form.errors.password} required>
        <PasswordInput autoComplete="current-password" autoFocus {...form.field("password")} />
      </Field>
      <DialogFooter>
        <Button variant="secondary" onClick={() => onEnd(false)}>
          {words.cancel}
        </Button>
        <Button type="submit" pending={proof.isPending}>
          {words.submit}
        </Button>
      </DialogFooter>
    </form>
  );
}

function MailPassword() {
  const { data: me } = useMe();
  const forgot = useForgotPassword();
  if (forgot.isSuccess) return <p role="status">{words.mailed}</p>;
  return (
    <Button disabled={!me} pending={forgot.isPending} onClick={() => me && forgot.mutate(me.email)}>
      {words.mail}
    </Button>
  );
}
