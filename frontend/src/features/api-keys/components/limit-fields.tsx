"use client";

import { ProjectChoice } from "@/components/project-choice";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { Limits } from "../limits";
import { text } from "../messages/en";

export interface LimitFaults {
  projects?: string;
  networks?: string;
}

interface LimitFieldsProps {
  value: Limits;
  faults: LimitFaults;
  onChange: (next: Limits) => void;
}

/** In which projects a key works, and from which networks. */
export function LimitFields({ value, faults, onChange }: LimitFieldsProps) {
  return (
    <>
      <div>
        <ProjectChoice
          legend={text.projects}
          labels={text.projectScopes}
          value={value}
          onChange={(scope) => onChange({ ...value, ...scope })}
        />
        <p role="alert" className="mt-1 text-xs font-medium text-destructive">
          {faults.projects}
        </p>
      </div>
      <Field label={text.networks} hint={text.networksHint} error={faults.networks} optional>
        <Textarea
          name="networks"
          rows={2}
          spellCheck={false}
          autoComplete="off"
          className="min-h-14 font-mono"
          placeholder={text.networksPlaceholder}
          value={value.networks}
          onChange={(event) => onChange({ ...value, networks: event.target.value })}
        />
      </Field>
    </>
  );
}
