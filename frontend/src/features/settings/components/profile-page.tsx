"use client";

import { valibotResolver } from "@hookform/resolvers/valibot";
import { useForm, useWatch } from "react-hook-form";
import * as v from "valibot";
import { DetailSkeleton, ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useMe, type User } from "@/lib/data/me";
import { showFaults } from "@/lib/forms";
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

const formOf = ({ name, locale, time_zone }: User): Form => ({ name, locale, time_zone });

function ProfileForm({ user }: { user: User }) {
  const save = useSaveProfile();
  const form = useForm<Form>({ resolver: valibotResolver(schema), defaultValues: formOf(user) });
  const { errors, isDirty, dirtyFields } = form.formState;

  const submit = form.handleSubmit((values) => {
    const patch = Object.fromEntries(
      Object.entries(values).filter(([name]) => dirtyFields[name as keyof Form]),
    ) as Partial<Form>;
    save.mutate(patch, {
      onSuccess: (saved) => {
        form.reset(formOf(saved));
        toast.success(text.saved);
      },
      onError: (error) => {
        if (!showFaults(error, form.setError, ["name", "locale", "time_zone"])) toast.error(text.saveFailed, error);
      },
    });
  });

  const [locale, timeZone] = useWatch({ control: form.control, name: ["locale", "time_zone"] });
  const example = text.profile.example(
    formatDateTime(user.created_at, { locale, timeZone }),
    formatMoney(123_450, "EUR", { locale }),
  );

  const takeOver = () => {
    form.setValue("locale", navigator.language, { shouldDirty: true });
    form.setValue("time_zone", Intl.DateTimeFormat().resolvedOptions().timeZone, { shouldDirty: true });
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <Field label={text.profile.name} error={errors.name?.message} required>
        <Input autoComplete="name" {...form.register("name")} />
      </Field>
      <Field label={text.profile.email} hint={text.profile.emailHint}>
        <Input type="email" value={user.email} readOnly />
      </Field>
      <Field label={text.profile.locale} hint={example} error={errors.locale?.message}>
        <Select {...form.register("locale")}>
          {localeChoices(locale).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.profile.timeZone} hint={text.profile.timeZoneHint} error={errors.time_zone?.message}>
        <Select {...form.register("time_zone")}>
          {zoneChoices(timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex flex-wrap gap-2 pt-1">
        <Button type="submit" pending={save.isPending} disabled={!isDirty}>
          {text.save}
        </Button>
        <Button variant="quiet" onClick={takeOver}>
          {text.profile.useBrowser}
        </Button>
      </div>
    </form>
  );
}
