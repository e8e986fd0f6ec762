"use client";

import { useState, type FormEvent, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { sends } from "./composer-box";

type EditorProps = {
  body: string;
  label: string;
  save: string;
  cancel: string;
  maxLength?: number;
  onSave: (body: string) => Promise<unknown>;
  onClose: () => void;
};

/** In place of what was written, while its author changes it. */
export function TextEditor({ body, label, save, cancel, maxLength = 20_000, onSave, onClose }: EditorProps) {
  const [typed, setTyped] = useState(body);
  const [pending, setPending] = useState(false);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const wanted = typed.trim();
    if (!wanted || pending) return;
    if (wanted === body) return onClose();
    setPending(true);
    // What could not be saved stays in the field; the message says why.
    await onSave(wanted).then(onClose, () => undefined);
    setPending(false);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (sends(event)) void submit();
    if (event.key !== "Escape") return;
    // The panel around it stays open.
    event.stopPropagation();
    onClose();
  };

  return (
    <form onSubmit={submit} className="mt-1">
      <Textarea
        autoFocus
        value={typed}
        maxLength={maxLength}
        rows={2}
        aria-label={label}
        className="min-h-16"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="mt-2 flex gap-2">
        <Button type="submit" size="sm" pending={pending} disabled={!typed.trim()}>
          {save}
        </Button>
        <Button variant="quiet" size="sm" onClick={onClose}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}
