"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SheetFooter } from "@/components/ui/sheet";
import { Textarea } from "@/components/ui/textarea";
import { useForm } from "@/lib/use-form";
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
  const form = useForm(clientSchema, values);
  const { errors } = form;
  const currencies = common.includes(values.currency) ? common : [values.currency, ...common];

  return (
    <form
      id={form.id}
      noValidate
      onSubmit={form.submit((filled) => onSubmit(filled, form.showFaults))}
      className="flex min-h-full flex-col gap-4"
    >
      <Field label={text.fields.name} error={errors.name} required>
        <Input autoComplete="off" autoFocus {...form.field("name")} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={text.fields.status} error={errors.status}>
          <Select {...form.field("status")}>
            {statuses.map((status) => (
              <option key={status} value={status}>
                {text.status[status]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.fields.waiting_on} error={errors.waiting_on}>
          <Select {...form.field("waiting_on")}>
            {turns.map((turn) => (
              <option key={turn} value={turn}>
                {text.waiting[turn]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.fields.rate} error={errors.rate} optional>
          <Input inputMode="decimal" autoComplete="off" placeholder="95" {...form.field("rate")} />
        </Field>
        <Field label={text.fields.currency} error={errors.currency}>
          <Select {...form.field("currency")}>
            {currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label={text.fields.website} error={errors.website} optional>
        <Input inputMode="url" autoComplete="off" placeholder="cafe-luna.example" {...form.field("website")} />
      </Field>
      <Field label={text.fields.notes} hint={text.notesHint} error={errors.notes} optional>
        <Textarea rows={5} {...form.field("notes")} />
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
