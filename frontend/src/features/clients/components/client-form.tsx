"use client";

import { valibotResolver } from "@hookform/resolvers/valibot";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SheetFooter } from "@/components/ui/sheet";
import { Textarea } from "@/components/ui/textarea";
import { showFaults } from "@/lib/forms";
import { text } from "../messages/en";
import { clientSchema, statuses, turns, type ClientForm as Values } from "../schema";

const common = [
  "EUR",
  "USD",
  "GBP",
  "CHF",
  "SEK",
  "NOK",
  "DKK",
  "PLN",
  "CZK",
  "CAD",
  "AUD",
  "NZD",
  "JPY",
  "INR",
  "BRL",
];

/** The fields of a client; what was refused comes back through `onSubmit`'s second argument. */
export function ClientForm({
  values,
  pending,
  submitLabel,
  onSubmit,
  onCancel,
}: {
  values: Values;
  pending: boolean;
  submitLabel: string;
  onSubmit: (values: Values, refused: (error: unknown) => boolean) => void;
  onCancel: () => void;
}) {
  const form = useForm<Values>({ resolver: valibotResolver(clientSchema), defaultValues: values });
  const { errors } = form.formState;
  const refused = (error: unknown) =>
    showFaults(error, form.setError, ["name", "status", "website", "currency", "notes", "waiting_on"]);
  const currencies = common.includes(values.currency) ? common : [values.currency, ...common];

  return (
    <form noValidate onSubmit={form.handleSubmit((filled) => onSubmit(filled, refused))} className="space-y-4">
      <Field label={text.fields.name} error={errors.name?.message} required>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={text.fields.status} error={errors.status?.message}>
          <Select {...form.register("status")}>
            {statuses.map((status) => (
              <option key={status} value={status}>
                {text.status[status]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.fields.waiting_on} error={errors.waiting_on?.message}>
          <Select {...form.register("waiting_on")}>
            {turns.map((turn) => (
              <option key={turn} value={turn}>
                {text.waiting[turn]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.fields.rate} error={errors.rate?.message} optional>
          <Input inputMode="decimal" autoComplete="off" placeholder="95" {...form.register("rate")} />
        </Field>
        <Field label={text.fields.currency} error={errors.currency?.message}>
          <Select {...form.register("currency")}>
            {currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label={text.fields.website} error={errors.website?.message} optional>
        <Input inputMode="url" autoComplete="off" placeholder="cafe-luna.example" {...form.register("website")} />
      </Field>
      <Field label={text.fields.notes} hint={text.notesHint} error={errors.notes?.message} optional>
        <Textarea rows={5} {...form.register("notes")} />
      </Field>
      <SheetFooter>
        <Button variant="secondary" onClick={onCancel}>
          {text.cancel}
        </Button>
        <Button type="submit" pending={pending}>
          {submitLabel}
        </Button>
      </SheetFooter>
    </form>
  );
}
