"use client";

import { Plus } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { text } from "../messages/en";

export type QuickAddProps = { column: string; onAdd: (title: string) => Promise<unknown> };

/** One line at the foot of a column; it stays open for the next task. */
export function QuickAdd({ column, onAdd }: QuickAddProps) {
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const returning = useRef(false);

  useEffect(() => {
    if (open) input.current?.focus();
    else if (returning.current) opener.current?.focus();
    returning.current = false;
  }, [open]);

  const close = () => {
    returning.current = true;
    setOpen(false);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = title.trim();
    if (!wanted) return;
    setTitle("");
    // What could not be added is not lost: it is back in the line.
    onAdd(wanted).catch(() => setTitle((now) => now || wanted));
  };

  if (!open) {
    return (
      <Button
        ref={opener}
        variant="quiet"
        size="sm"
        aria-label={text.add(column)}
        onClick={() => setOpen(true)}
        className="w-full justify-start"
      >
        <Plus aria-hidden="true" />
        {text.addShort}
      </Button>
    );
  }
  return (
    <form onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && close()}>
      <Input
        ref={input}
        value={title}
        maxLength={200}
        aria-label={text.addLabel}
        aria-description={text.addHint}
        placeholder={text.addPlaceholder}
        enterKeyHint="send"
        onChange={(event) => setTitle(event.target.value)}
        onBlur={() => title.trim() === "" && setOpen(false)}
      />
      <div className="mt-1.5 flex gap-1.5">
        <Button type="submit" size="sm" disabled={title.trim() === ""}>
          {text.addShort}
        </Button>
        <Button variant="quiet" size="sm" onClick={close}>
          {text.addDone}
        </Button>
      </div>
    </form>
  );
}
