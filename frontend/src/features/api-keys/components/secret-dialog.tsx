"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { text } from "../messages/en";

/** A key is shown once: a click beside the dialog must not close it. */
export function SecretDialog({ token, onClose }: { token: string; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={text.made}
        description={text.madeHint}
        onPointerDownOutside={(event) => event.preventDefault()}
      >
        <code
          data-testid="api-key"
          className="block rounded-md border bg-secondary p-3 font-mono text-[0.8125rem] break-all select-all"
        >
          {token}
        </code>
        <p className="mt-3 text-muted-foreground">{text.use}</p>
        <code className="font-mono text-[0.8125rem]">Authorization: Bearer …</code>
        <DialogFooter>
          <Button
            variant="secondary"
            onClick={async () => {
              await navigator.clipboard.writeText(token);
              setCopied(true);
            }}
          >
            {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
            {copied ? text.copied : text.copy}
          </Button>
          <Button onClick={onClose}>{text.done}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
