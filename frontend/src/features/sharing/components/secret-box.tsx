"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { paths } from "@/config/paths";
import { announce } from "@/lib/announce";
import { text } from "../messages/en";

export interface Secret {
  token: string;
  mailedTo?: string;
}

/** The address of a new link: here, and nowhere again. */
export function SecretBox({ secret, onDone }: { secret: Secret; onDone: () => void }) {
  const [copied, setCopied] = useState(false);
  const address = `${window.location.origin}${paths.shared(secret.token)}`;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
    announce(text.secret.copied);
  };

  return (
    <div>
      <h3 className="text-base font-semibold">{text.secret.title}</h3>
      <p className="mt-1 text-muted-foreground">{text.secret.hint}</p>
      <div className="mt-4 flex items-end gap-2">
        <Field label={text.secret.label} className="flex-1">
          <Input readOnly autoFocus value={address} onFocus={({ target }) => target.select()} />
        </Field>
        <Button variant="secondary" onClick={() => void copy()}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {copied ? text.secret.copied : text.secret.copy}
        </Button>
      </div>
      {secret.mailedTo ? <p className="mt-2 text-muted-foreground">{text.secret.mailed(secret.mailedTo)}</p> : null}
      <Button className="mt-5" onClick={onDone}>
        {text.secret.done}
      </Button>
    </div>
  );
}
