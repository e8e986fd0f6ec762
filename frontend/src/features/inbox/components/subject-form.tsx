"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { text } from "../messages/en";

export function SubjectForm(props: { subject: string; onSave: (subject: string) => void; onClose: () => void }) {
  const [typed, setTyped] = useState(props.subject);
  const wanted = typed.trim();

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === props.subject) props.onClose();
    else if (wanted) props.onSave(wanted);
  };

  return (
    <form onSubmit={save} className="flex min-w-0 flex-1 flex-wrap gap-2">
      <h1 className="sr-only">{props.subject}</h1>
      <Input
        autoFocus
        value={typed}
        maxLength={200}
        aria-label={text.create.subject}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key }) => key === "Escape" && props.onClose()}
        className="min-w-48 flex-1"
      />
      <Button type="submit" disabled={!wanted}>
        {text.save}
      </Button>
      <Button variant="quiet" onClick={props.onClose}>
        {text.cancel}
      </Button>
    </form>
  );
}
