"use client";

import { useState } from "react";
import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useForm } from "@/lib/use-form";
import { useCreateKey, type ApiKeyMade } from "../api";
import { noLimits } from "../limits";
import { text } from "../messages/en";
import { areas, scopesOf, type Access, type Choice } from "../scopes";
import { useLimits } from "../use-limits";
import { LimitFields } from "./limit-fields";

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(text.nameMissing), v.maxLength(100, text.tooLong)),
  days: v.string(),
});

export function NewKeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (key: ApiKeyMade) => void }) {
  const create = useCreateKey();
  const form = useForm(schema, { name: "", days: "90" });
  const [choice, setChoice] = useState<Choice>({});
  const [missing, setMissing] = useState(false);
  const limits = useLimits(noLimits);

  const send = form.submit(({ name, days }) => {
    const scopes = scopesOf(choice);
    setMissing(scopes.length === 0);
    const reach = limits.read();
    if (scopes.length === 0 || !reach) return;
    create.mutate(
      { name, scopes, ...reach, expires_in_days: Number(days) },
      {
        onSuccess: onMade,
        onError: (error) => {
          if (!form.showFaults(error)) limits.refused(error);
        },
      },
    );
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={text.create}>
        <form id={form.id} noValidate onSubmit={send} className="space-y-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={text.name} error={form.errors.name} required>
              <Input autoComplete="off" autoFocus placeholder={text.namePlaceholder} {...form.field("name")} />
            </Field>
            <Field label={text.lasts}>
              <Select {...form.field("days")}>
                {Object.entries(text.days).map(([days, label]) => (
                  <option key={days} value={days}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          <fieldset className="min-w-0">
            <legend className="mb-1 font-medium">{text.access}</legend>
            <ul className="divide-y rounded-md border px-3">
              {areas.map(({ name, write }) => (
                <li key={name} className="flex items-center justify-between gap-3 py-1">
                  <span className="min-w-0 truncate">{text.areas[name]}</span>
                  <Select
                    size="sm"
                    wrapperClassName="w-40 shrink-0"
                    aria-label={text.accessTo(text.areas[name])}
                    value={choice[name] ?? "none"}
                    onChange={(event) => setChoice({ ...choice, [name]: event.target.value as Access })}
                  >
                    <option value="none">{text.levels.none}</option>
                    <option value="read">{text.levels.read}</option>
                    {write ? <option value="write">{text.levels.write}</option> : null}
                  </Select>
                </li>
              ))}
            </ul>
            <p role="alert" className="mt-1 text-xs font-medium text-destructive">
              {missing ? text.accessMissing : null}
            </p>
          </fieldset>
          <LimitFields {...limits.fields} />
          <DialogFooter>
            <Button variant="secondary" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" pending={create.isPending}>
              {text.create}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
