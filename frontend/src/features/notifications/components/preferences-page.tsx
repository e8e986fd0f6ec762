"use client";

import { useState } from "react";
import { DetailSkeleton, ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { usePreferences, useSavePreferences, type Preferences } from "../api";
import { text } from "../messages/en";

const words = text.preferences;

type Reason = Preferences["inbox"][number];
type Channel = "inbox" | "mail_now" | "mail_digest";

const reasons = Object.keys(words.reasons) as Reason[];
const channels: [Channel, string][] = [
  ["inbox", words.inbox],
  ["mail_now", words.mailNow],
  ["mail_digest", words.mailDigest],
];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const hourName = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** What a person is told of a workspace, and how. */
export function PreferencesPage() {
  const preferences = usePreferences();
  return (
    <div className="max-w-2xl">
      <h2 className="text-base font-semibold">{words.title}</h2>
      <p className="mb-4 text-muted-foreground">{words.hint}</p>
      {preferences.isPending ? <DetailSkeleton label={words.title} /> : null}
      {preferences.isError && !preferences.data ? (
        <ErrorCard
          title={words.loadFailed}
          error={preferences.error}
          onRetry={() => void preferences.refetch()}
          retrying={preferences.isFetching}
        />
      ) : null}
      {preferences.data ? <Form stored={preferences.data} /> : null}
    </div>
  );
}

function Form({ stored }: { stored: Preferences }) {
  const [form, setForm] = useState(stored);
  const save = useSavePreferences();
  const set = (change: Partial<Preferences>) => setForm((old) => ({ ...old, ...change }));
  const halfQuiet = (form.quiet_from === null) !== (form.quiet_to === null);

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (halfQuiet) return;
    save.mutate(form, {
      onSuccess: (saved) => {
        setForm(saved);
        toast.success(words.saved);
      },
      onError: (error) => toast.error(words.failed, error),
    });
  };

  return (
    <form onSubmit={submit} className="space-y-6">
      <Matrix form={form} onChange={set} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.digest}>
          <Select value={form.digest} onChange={({ target }) => set({ digest: target.value as Preferences["digest"] })}>
            {(["off", "daily", "weekly"] as const).map((value) => (
              <option key={value} value={value}>
                {words.digests[value]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={words.hour}>
          <Hour
            value={form.digest_hour}
            disabled={form.digest === "off"}
            onChange={(hour) => set({ digest_hour: hour ?? 8 })}
          />
        </Field>
      </div>
      <fieldset>
        <legend className="font-medium">{words.quiet}</legend>
        <p className="mb-2 text-xs text-muted-foreground">{words.quietHint}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words.from} error={halfQuiet && form.quiet_from === null ? words.quietWrong : undefined}>
            <Hour empty value={form.quiet_from} onChange={(hour) => set({ quiet_from: hour })} />
          </Field>
          <Field label={words.to} error={halfQuiet && form.quiet_to === null ? words.quietWrong : undefined}>
            <Hour empty value={form.quiet_to} onChange={(hour) => set({ quiet_to: hour })} />
          </Field>
        </div>
      </fieldset>
      <Button type="submit" pending={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}

interface HourProps {
  id?: string;
  value: number | null;
  empty?: boolean;
  disabled?: boolean;
  onChange: (hour: number | null) => void;
}

function Hour({ value, empty, onChange, ...props }: HourProps) {
  return (
    <Select
      value={value === null ? "" : String(value)}
      onChange={({ target }) => onChange(target.value === "" ? null : Number(target.value))}
      {...props}
    >
      {empty ? <option value="">{words.never}</option> : null}
      {hours.map((hour) => (
        <option key={hour} value={hour}>
          {hourName(hour)}
        </option>
      ))}
    </Select>
  );
}

function Matrix({ form, onChange }: { form: Preferences; onChange: (change: Partial<Preferences>) => void }) {
  const toggle = (channel: Channel, reason: Reason, on: boolean) =>
    onChange({ [channel]: on ? [...form[channel], reason] : form[channel].filter((other) => other !== reason) });
  return (
    <Card className="overflow-x-auto">
      <table className="w-full text-left">
        <thead>
          <tr className="border-b text-xs text-muted-foreground">
            <th scope="col" className="px-3 py-2 font-medium sm:px-4">
              {words.reason}
            </th>
            {channels.map(([channel, label]) => (
              <th key={channel} scope="col" className="px-2 py-2 text-center font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {reasons.map((reason) => (
            <tr key={reason}>
              <th scope="row" className="px-3 py-2 font-normal sm:px-4">
                {words.reasons[reason]}
              </th>
              {channels.map(([channel, label]) => (
                <td key={channel} className="px-2 py-2 text-center">
                  <span className="inline-flex size-6 items-center justify-center">
                    <Checkbox
                      aria-label={`${words.reasons[reason]}: ${label}`}
                      checked={form[channel].includes(reason)}
                      onChange={({ target }) => toggle(channel, reason, target.checked)}
                    />
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
