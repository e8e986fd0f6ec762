"use client";

import { useId, useState, type ChangeEvent, type FormEvent } from "react";
import { safeParse, type GenericSchema, type InferInput, type InferOutput } from "valibot";
import { fieldOf, isApiError } from "./api/errors";

type Values = Record<string, string | boolean>;
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * State of a form: values, faults beside their fields, and what was refused.
 * The schema runs when the form is sent; the fault of a field goes away as soon
 * as the field changes.
 */
export function useForm<Schema extends GenericSchema<Values, unknown>>(schema: Schema, initial: InferInput<Schema>) {
  type Form = InferInput<Schema>;
  type Name = keyof Form & string;
  type Errors = Partial<Record<Name, string>>;

  const id = useId();
  const [saved, setSaved] = useState<Form>(initial);
  const [values, setValues] = useState<Form>(initial);
  const [errors, setErrors] = useState<Errors>({});

  const element = () => document.getElementById(id) as HTMLFormElement | null;

  const focus = (name: string) => {
    const control = element()?.elements.namedItem(name);
    if (control instanceof HTMLElement) control.focus();
  };

  const set = <N extends Name>(name: N, value: Form[N]) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors((before) => ({ ...before, [name]: undefined }));
  };

  const fail = (faults: Errors) => {
    setErrors((before) => ({ ...before, ...faults }));
    const first = Object.keys(values).find((name) => faults[name as Name]);
    if (first) focus(first);
  };

  /** What the browser has filled in before the page came alive is in the page only. */
  const read = (): Form => {
    const typed: Values = {};
    const form = element();
    for (const [name, value] of form ? new FormData(form) : []) {
      if (typeof value === "string" && typeof values[name as Name] === "string") typed[name] = value;
    }
    return { ...values, ...typed };
  };

  return {
    /** Goes to the form element. */
    id,
    values,
    errors,
    valid: Object.values(errors).every((error) => !error),
    dirty: Object.keys(values).some((name) => values[name as Name] !== saved[name as Name]),
    set,
    fail,
    focus,

    /** Props of a text field, select or text area. */
    field: <N extends Name>(name: N) => ({
      name,
      value: values[name] as string,
      onChange: (event: ChangeEvent<Control>) => set(name, event.target.value as Form[N]),
    }),

    /** Props of a checkbox. */
    check: <N extends Name>(name: N) => ({
      name,
      checked: values[name] as boolean,
      onChange: (event: ChangeEvent<HTMLInputElement>) => set(name, event.target.checked as Form[N]),
    }),

    /** Starts anew from these values. */
    reset: (next: Form) => {
      setSaved(next);
      setValues(next);
      setErrors({});
    },

    submit: (send: (output: InferOutput<Schema>) => void) => (event: FormEvent) => {
      event.preventDefault();
      const filled = read();
      const result = safeParse(schema, filled);
      setValues(filled);
      if (result.success) {
        setErrors({});
        send(result.output);
        return;
      }
      const faults: Errors = {};
      for (const issue of result.issues) {
        const name = issue.path?.[0]?.key as Name | undefined;
        if (name) faults[name] ??= issue.message;
      }
      fail(faults);
    },

    /**
     * Puts what the server found wrong beside the fields; true when every fault
     * has its place there, so that nothing else needs to be said.
     */
    showFaults: (error: unknown): boolean => {
      if (!isApiError(error) || error.faults.length === 0) return false;
      const known = error.faults.filter((fault) => fieldOf(fault) in values);
      fail(Object.fromEntries(known.map((fault) => [fieldOf(fault), fault.detail])) as Errors);
      return known.length === error.faults.length;
    },
  };
}

export type FormOf<Schema extends GenericSchema<Values, unknown>> = ReturnType<typeof useForm<Schema>>;
