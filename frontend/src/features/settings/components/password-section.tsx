"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { useForgotPassword } from "@/features/auth";
import { useMe } from "@/lib/data/me";
import type { Security } from "@/lib/data/security";
import { formatRelative } from "@/lib/format";
import { later } from "@/lib/later";
import { text } from "../messages/en";
import { Row } from "./row";

const words = text.security.password;

const ChangePasswordDialog = later(() => import("./change-password-dialog").then((part) => part.ChangePasswordDialog));

export function PasswordSection({ security }: { security: Security }) {
  const [open, setOpen] = useState(false);
  const { has_password: hasPassword, password_changed_at: changedAt } = security;
  return (
    <Section id="password" title={words.title}>
      <Row
        title={hasPassword ? words.set : words.none}
        hint={hasPassword ? changedAt && words.changed(formatRelative(changedAt)) : words.noneHint}
        action={
          hasPassword ? (
            <Button variant="secondary" onClick={() => setOpen(true)}>
              {words.change}
            </Button>
          ) : (
            <MailPassword />
          )
        }
      />
      {open ? <ChangePasswordDialog onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

/** Who has come in by a provider sets the first password through a mail. */
function MailPassword() {
  const { data: me } = useMe();
  const forgot = useForgotPassword();
  return (
    <Button
      variant="secondary"
      disabled={!me}
      pending={forgot.isPending}
      onClick={() =>
        me &&
        forgot.mutate(me.email, {
          onSuccess: () => toast.success(words.mailed(me.email)),
          onError: (error) => toast.error(text.saveFailed, error),
        })
      }
    >
      {words.mail}
    </Button>
  );
}
