"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { useMe } from "@/lib/data/me";
import type { Security } from "@/lib/data/security";
import { later } from "@/lib/later";
import { text } from "../messages/en";
import { Row } from "./row";

const words = text.security.email;

const ChangeEmailDialog = later(() => import("./change-email-dialog").then((part) => part.ChangeEmailDialog));

export function EmailSection({ security }: { security: Security }) {
  const { data: me } = useMe();
  const [open, setOpen] = useState(false);
  return (
    <Section id="email" title={words.title}>
      <Row
        title={me?.email}
        hint={security.pending_email ? words.pending(security.pending_email) : words.hint}
        action={
          <Button variant="secondary" onClick={() => setOpen(true)}>
            {words.change}
          </Button>
        }
      />
      {open ? <ChangeEmailDialog onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
