"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useClientChoices } from "@/lib/data/clients";
import type { FormOf } from "@/lib/use-form";
import { text } from "../messages/en";
import { billings, healths, statuses, visibilities, type projectSchema } from "../schema";

type FormProps = { form: FormOf<typeof projectSchema> };

export function NameAndClient({ form, autoFocus }: FormProps & { autoFocus?: boolean }) {
  const { errors } = form;
  const clients = useClientChoices();
  const chosen = form.values.client_id;
  const missing = chosen !== "" && !clients.data?.some(({ id }) => id === chosen);
  return (
    <>
      <Field label={text.fields.name} error={errors.name} required>
        <Input autoComplete="off" autoFocus={autoFocus} {...form.field("name")} />
      </Field>
      <Field label={text.fields.client_id} error={errors.client_id} optional>
        <Select {...form.field("client_id")}>
          <option value="">{text.noClient}</option>
          {missing ? <option value={chosen}>…</option> : null}
          {clients.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

export function Goal({ form }: FormProps) {
  return (
    <Field label={text.fields.description} error={form.errors.description} optional>
      <Textarea rows={3} {...form.field("description")} />
    </Field>
  );
}

export function Dates({ form }: FormProps) {
  const { errors } = form;
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={text.fields.start_on} error={errors.start_on} optional>
        <Input type="date" {...form.field("start_on")} />
      </Field>
      <Field label={text.fields.due_on} error={errors.due_on} optional>
        <Input type="date" {...form.field("due_on")} />
      </Field>
    </div>
  );
}

export function CodeAndBilling({ form }: FormProps) {
  const { errors } = form;
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      <Field label={text.fields.billing} error={errors.billing}>
        <Select {...form.field("billing")}>
          {billings.map((value) => (
            <option key={value} value={value}>
              {text.billing[value]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fields.budget_hours} error={errors.budget_hours} optional>
        <Input inputMode="decimal" autoComplete="off" {...form.field("budget_hours")} />
      </Field>
      <Field label={text.fields.code} hint={text.codeHint} error={errors.code} optional className="sm:col-span-2">
        <Input autoComplete="off" maxLength={10} className="uppercase" {...form.field("code")} />
      </Field>
    </div>
  );
}

export function State({ form }: FormProps) {
  const { errors } = form;
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label={text.fields.status} error={errors.status}>
        <Select {...form.field("status")}>
          {statuses.map((value) => (
            <option key={value} value={value}>
              {text.status[value]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fields.health} error={errors.health}>
        <Select {...form.field("health")}>
          {healths.map((value) => (
            <option key={value} value={value}>
              {text.health[value]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fields.visibility} error={errors.visibility}>
        <Select {...form.field("visibility")}>
          {visibilities.map((value) => (
            <option key={value} value={value}>
              {text.visibility[value]}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
