"use client";

import { Eye, Lock } from "lucide-react";
import { useId, type FormEvent, type KeyboardEvent, type ReactNode } from "react";
import type { Audience } from "@/components/audience";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/cn";
import { text } from "./messages/en";

export const sends = (event: KeyboardEvent) => event.key === "Enter" && (event.ctrlKey || event.metaKey);

export interface ComposerBoxProps {
  value: string;
  onChange: (value: string) => void;
  onSend: () => void;
  onBlur?: () => void;
  audience: Audience;
  /** Says who will read it, in full. */
  readers: ReactNode;
  label: string;
  placeholder: string;
  submit: string;
  pending?: boolean;
  maxLength?: number;
  /** Above the field: the choice of readers. */
  head?: ReactNode;
  /** Beside the button: how the draft is kept. */
  state?: ReactNode;
}

/** Where messages are written; its colour, icon and button say who gets to read them. */
export function ComposerBox(props: ComposerBoxProps) {
  const readersId = useId();
  const internal = props.audience === "internal";
  const Icon = internal ? Lock : Eye;
  const empty = props.value.trim() === "";

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!empty && !props.pending) props.onSend();
  };

  return (
    <form
      onSubmit={submit}
      data-audience={props.audience}
      className={cn(
        "rounded-lg border p-2.5 shadow-card",
        internal ? "border-dashed border-warning bg-warning-soft" : "bg-card",
      )}
    >
      {props.head}
      <Textarea
        value={props.value}
        maxLength={props.maxLength ?? 20_000}
        rows={3}
        aria-label={props.label}
        aria-describedby={readersId}
        placeholder={props.placeholder}
        onChange={({ target }) => props.onChange(target.value)}
        onBlur={props.onBlur}
        onKeyDown={(event) => sends(event) && submit()}
      />
      <div className="mt-2 flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <p
          id={readersId}
          className={cn(
            "mr-auto flex min-w-0 items-start gap-1.5 text-xs",
            internal ? "font-medium text-warning" : "text-muted-foreground",
          )}
        >
          <Icon aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0">{props.readers}</span>
        </p>
        {props.state}
        <Button
          type="submit"
          size="sm"
          title={text.sendHint}
          variant={internal ? "secondary" : "primary"}
          pending={props.pending}
          disabled={empty}
        >
          {internal ? <Lock aria-hidden="true" /> : null}
          {props.submit}
        </Button>
      </div>
    </form>
  );
}
