"use client";

import { useEffect, useRef } from "react";
import { ErrorCard, Loading } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { QrCode } from "@/components/ui/qr-code";
import { Skeleton } from "@/components/ui/skeleton";
import { codeSchema, FormProblem, problemOf } from "@/features/auth";
import { isApiError } from "@/lib/api/errors";
import { useForm } from "@/lib/use-form";
import { text } from "../messages/en";
import { useConfirmTotp, useStartTotp } from "../security";

const words = text.security.factor;

/** "JBSWY3DPEHPK3PXP" is easier to type as "JBSW Y3DP EHPK 3PXP". */
const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, "$1 ");

/** The secret for an authenticator app, and the proof that it has arrived there. */
export function TotpDialog({ onClose, onCodes }: { onClose: () => void; onCodes: (codes: string[]) => void }) {
  const start = useStartTotp();
  const begun = useRef(false);
  const { mutate } = start;

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate(undefined, {
      onError: (error) => {
        if (isApiError(error) && error.code === "reauth_required") onClose();
      },
    });
  }, [mutate, onClose]);

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={words.setUp} description={words.scan}>
        {start.isError ? <ErrorCard compact error={start.error} onRetry={() => mutate(undefined)} /> : null}
        {start.data ? (
          <div className="grid gap-5 sm:grid-cols-[auto_minmax(0,1fr)]">
            <QrCode value={start.data.uri} title={words.qr} />
            <div className="min-w-0 space-y-4">
              <div>
                <p className="text-muted-foreground">{words.orType}</p>
                <code className="font-mono text-[0.8125rem] break-words select-all">{grouped(start.data.secret)}</code>
              </div>
              <ProofForm onClose={onClose} onCodes={onCodes} />
            </div>
          </div>
        ) : null}
        {start.isPending ? (
          <Loading label={words.setUp}>
            <Skeleton className="size-48" />
          </Loading>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}

function ProofForm({ onClose, onCodes }: { onClose: () => void; onCodes: (codes: string[]) => void }) {
  const confirm = useConfirmTotp();
  const form = useForm(codeSchema, { code: "" });
  return (
    <form
      id={form.id}
      noValidate
      onSubmit={form.submit((body) =>
        confirm.mutate(body, {
          onSuccess: ({ recovery_codes }) => onCodes(recovery_codes ?? []),
          onError: () => form.focus("code"),
        }),
      )}
    >
      <FormProblem>{confirm.error && form.valid ? problemOf(confirm.error) : null}</FormProblem>
      <Field label={words.code} error={form.errors.code} required className="mt-2">
        <Input
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={9}
          className="font-mono tracking-widest"
          {...form.field("code")}
        />
      </Field>
      <DialogFooter>
        <Button variant="secondary" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button type="submit" pending={confirm.isPending}>
          {words.confirm}
        </Button>
      </DialogFooter>
    </form>
  );
}
