"use client";

import { Eye, Lock } from "lucide-react";
import { useId } from "react";
import type { Audience } from "@/components/audience";
import { cn } from "@/lib/cn";
import { text } from "./messages/en";

const choices = [
  { value: "client", label: text.toClient, icon: Eye },
  { value: "internal", label: text.note, icon: Lock },
] as const;

/** To the client, or a note for the team: two things that must never be mixed up. */
export function AudienceChoice(props: { value: Audience; onChange: (value: Audience) => void }) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={text.audience} className="mb-2 flex flex-wrap gap-1">
      {choices.map(({ value, label, icon: Icon }) => (
        <label
          key={value}
          className={cn(
            "inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-md px-2.5 text-[0.8125rem] font-medium text-muted-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring touch:h-9",
            value === props.value &&
              (value === "internal" ? "bg-warning text-background" : "bg-primary-soft text-primary-soft-foreground"),
          )}
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
            className="sr-only"
          />
          <Icon aria-hidden="true" className="size-3.5" />
          {label}
        </label>
      ))}
    </div>
  );
}
