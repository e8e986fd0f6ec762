"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { Security } from "@/lib/data/security";
import { later } from "@/lib/later";
import { text } from "../messages/en";
import { useRemoveTotp, useRenewRecoveryCodes } from "../security";
import { Row } from "./row";

const words = text.security.factor;

const TotpDialog = later(() => import("./totp-dialog").then((part) => part.TotpDialog));
const RecoveryCodesDialog = later(() => import("./recovery-codes-dialog").then((part) => part.RecoveryCodesDialog));

export function SecondFactorSection({ security }: { security: Security }) {
  const [setUp, setSetUp] = useState(false);
  // The codes outlive the dialog that has made them.
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <Section
      id="second-factor"
      title={words.title}
      aside={security.second_factor ? <Badge tone="success">{words.on}</Badge> : null}
    >
      {security.second_factor ? (
        <Existing left={security.recovery_codes_left} onCodes={setCodes} />
      ) : (
        <Row
          title={words.off}
          hint={words.offHint}
          action={<Button onClick={() => setSetUp(true)}>{words.setUp}</Button>}
        />
      )}
      {setUp ? (
        <TotpDialog
          onClose={() => setSetUp(false)}
          onCodes={(made) => {
            setSetUp(false);
            setCodes(made);
          }}
        />
      ) : null}
      {codes ? <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} /> : null}
    </Section>
  );
}

function Existing({ left, onCodes }: { left: number; onCodes: (codes: string[] | null) => void }) {
  const [removing, setRemoving] = useState(false);
  const remove = useRemoveTotp();
  const renew = useRenewRecoveryCodes();
  return (
    <>
      <Row
        title={words.app}
        hint={words.left(left)}
        action={
          <>
            <Button
              variant="secondary"
              pending={renew.isPending}
              onClick={() =>
                renew.mutate(undefined, {
                  onSuccess: ({ recovery_codes }) => onCodes(recovery_codes),
                  onError: (error) => toast.error(text.saveFailed, error),
                })
              }
            >
              {words.renew}
            </Button>
            <Button variant="quiet" onClick={() => setRemoving(true)}>
              {words.remove}
            </Button>
          </>
        }
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={words.removeAsk}
        description={words.removeHint}
        confirm={words.remove}
        pending={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => toast.success(words.removed),
            onError: (error) => toast.error(text.saveFailed, error),
            onSettled: () => setRemoving(false),
          })
        }
      />
    </>
  );
}
