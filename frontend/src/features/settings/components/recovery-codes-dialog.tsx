"use client";

import { Check, Copy, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { saveFile } from "@/lib/save-file";
import { text } from "../messages/en";

const words = text.security.factor;

/** Shown once: the server keeps what can check them, not the codes. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const all = codes.join("\n");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={words.codes}
        description={words.codesHint}
        onPointerDownOutside={(event) => event.preventDefault()}
      >
        <ul
          aria-label={words.codes}
          className="grid gap-x-6 gap-y-1 rounded-md border bg-secondary p-3 font-mono text-[0.8125rem] select-all sm:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <DialogFooter>
          <Button
            variant="secondary"
            onClick={async () => {
              await navigator.clipboard.writeText(all);
              setCopied(true);
            }}
          >
            {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
            {copied ? words.copied : words.copy}
          </Button>
          <Button
            variant="secondary"
            onClick={() => saveFile("smartstack-recovery-codes.txt", `${all}\n`, "text/plain")}
          >
            <Download aria-hidden="true" />
            {words.download}
          </Button>
          <Button onClick={onClose}>{words.kept}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
