"use client";

import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useClientChoices } from "@/lib/data/clients";
import { text } from "../messages/en";
import { billings, healths, statuses, visibilities, type ProjectForm } from "../schema";

type FormProps = { form: UseFormReturn<ProjectForm> };

export function NameAndClient({ form }: FormProps) {
  const { errors } = form.formState;
  const clients = useClientChoices();
  const chosen = form.getValues("client_id");
  const missing = chosen !== "" && !clients.data?.some(({ id }) => id === chosen);
  return (
    <>
      <Field label={text.fields.name} error={errors.name?.message} required>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <Field label={text.fields.client_id} error={errors.client_id?.message} optional>
        {/* Keyed, so that the choice is set again when the clients have come. */}
        <Select key={clients.data ? "loaded" : "loading"} {...form.register("client_id")}>
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
    <Field label={text.fields.description} error={form.formState.errors.description?.message} optional>
      <Textarea rows={3} {...form.register("description")} />
    </Field>
  );
}

export function Dates({ form }: FormProps) {
  const { errors } = form.formState;
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={text.fields.start_on} error={errors.start_on?.message} optional>
        <Input type="date" {...form.register("start_on")} />
      </Field>
      <Field label={text.fields.due_on} error={errors.due_on?.message} optional>
        <Input type="date" {...form.register("due_on")} />
      </Field>
    </div>
  );
}

export function CodeAndBilling({ form }: FormProps) {
  const { errors } = form.formState;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={text.fields.billing} error={errors.billing?.message}>
        <Select {...form.register("billing")}>
          {billings.map((value) => (
            <option key={value} value={value}>
              {text.billing[value]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fields.budget_hours} error={errors.budget_hours?.message} optional>
        <Input inputMode="decimal" autoComplete="off" {...form.register("budget_hours")} />
      </Field>
      <Field
        label={text.fields.code}
        hint={text.codeHint}
        error={errors.code?.message}
        optional
        className="sm:col-span-2"
      >
        <Input autoComplete="off" maxLength={10} className="uppercase" {...form.register("code")} />
      </Field>
    </div>
  );
}

export function State({ form }: FormProps) {
  const { errors } = form.formState;
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label={text.fields.status} error={errors.status?.message}>
        <Select {...form.register("status")}>
          {statuses.map((value) => (
            <option key={value} value={value}>
              {text.status[value]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fields.health} error={errors.health?.message}>
        <Select {...form.register("health")}>
          {healths.map((value) => (
            <option key={value} value={value}>
              {text.health[value]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fields.visibility} error={errors.visibility?.message}>
        <Select {...form.register("visibility")}>
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
