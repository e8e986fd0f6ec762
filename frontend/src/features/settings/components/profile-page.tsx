"use client";

import Link from "next/link";
import * as v from "valibot";
import { DetailSkeleton, ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useMe, type User } from "@/lib/data/me";
import { useForm } from "@/lib/use-form";
import { formatDateTime, formatMoney } from "@/lib/format";
import { localeChoices, zoneChoices } from "../choices";
import { useSaveProfile } from "../api";
import { text } from "../messages/en";

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(text.profile.nameMissing), v.maxLength(200, text.profile.tooLong)),
  locale: v.string(),
  time_zone: v.string(),
});

type Form = v.InferOutput<typeof schema>;

export function ProfilePage() {
  const me = useMe();
  return (
    <>
      <h2 className="sr-only">{text.tabs.profile}</h2>
      <p className="mb-5 text-muted-foreground">{text.profile.hint}</p>
      {me.data ? <ProfileForm user={me.data} /> : null}
      {me.isPending ? <DetailSkeleton label={text.loading} /> : null}
      {me.isError && !me.data ? (
        <ErrorCard title={text.failed} error={me.error} onRetry={() => void me.refetch()} retrying={me.isFetching} />
      ) : null}
    </>
  );
}

const EmailHint = () => (
  <>
    {text.profile.emailHint}{" "}
    <Link href={paths.settingsSecurity} className="underline underline-offset-2 hover:no-underline">
      {text.profile.changeEmail}
    </Link>
  </>
);

const formOf = ({ name, locale, time_zone }: User): Form => ({ name, locale, time_zone });

function ProfileForm({ user }: { user: User }) {
  const save = useSaveProfile();
  const form = useForm(schema, formOf(user));
  const { errors } = form;

  const submit = form.submit((values) => {
    const patch = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => value !== user[name as keyof Form]),
    ) as Partial<Form>;
    save.mutate(patch, {
      onSuccess: (saved) => {
        form.reset(formOf(saved));
        toast.success(text.saved);
      },
      onError: (error) => {
        if (!form.showFaults(error)) toast.error(text.saveFailed, error);
      },
    });
  });

  const { locale, time_zone: timeZone } = form.values;
  const example = text.profile.example(
    formatDateTime(user.created_at, { locale, timeZone }),
    formatMoney(123_450, "EUR", { locale }),
  );

  const takeOver = () => {
    form.set("locale", navigator.language);
    form.set("time_zone", Intl.DateTimeFormat().resolvedOptions().timeZone);
  };

  return (
    <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
      <Field label={text.profile.name} error={errors.name} required>
        <Input autoComplete="name" {...form.field("name")} />
      </Field>
      <Field label={text.profile.email} hint={<EmailHint />}>
        <Input type="email" value={user.email} readOnly />
      </Field>
      <Field label={text.profile.locale} hint={example} error={errors.locale}>
        <Select {...form.field("locale")}>
          {localeChoices(locale).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.profile.timeZone} hint={text.profile.timeZoneHint} error={errors.time_zone}>
        <Select {...form.field("time_zone")}>
          {zoneChoices(timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex flex-wrap gap-2 pt-1">
        <Button type="submit" pending={save.isPending} disabled={!form.dirty}>
          {text.save}
        </Button>
        <Button variant="quiet" onClick={takeOver}>
          {text.profile.useBrowser}
        </Button>
      </div>
    </form>
  );
}
