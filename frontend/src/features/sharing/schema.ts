import * as v from "valibot";
import { text } from "./messages/en";
import type { ShareLink, ShareLinkInput, ShareLinkPatch, Scope } from "./types";

export const emailPattern = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const dayMs = 86_400_000;
const longestDays = 365;
export const usualDays = 30;

/** One a line, or with commas. */
export const listOf = (value: string) => value.split(/[\s,;]+/).filter(Boolean);

export const dayIn = (days: number, now = new Date()) =>
  new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);

/** The end of that day, where the person is. */
const endOf = (day: string) => new Date(`${day}T23:59:00`);

const inTime = (day: string) => {
  const end = endOf(day).getTime();
  return end > Date.now() && end <= Date.now() + longestDays * dayMs;
};

export const linkSchema = v.object({
  label: v.pipe(v.string(), v.trim(), v.maxLength(100, text.form.tooLong)),
  permission: v.picklist(["view", "comment", "upload", "edit"]),
  expires_on: v.pipe(v.string(), v.check(inTime, text.form.dateWrong)),
  guest_name: v.pipe(v.string(), v.trim(), v.maxLength(100, text.form.tooLong)),
  password: v.pipe(
    v.string(),
    v.check((value) => value === "" || value.length >= 8, text.form.tooShort),
    v.maxLength(1024, text.form.tooLong),
  ),
  no_password: v.boolean(),
  emails: v.pipe(
    v.string(),
    v.check((value) => listOf(value).every((one) => emailPattern.test(one)), text.form.emailWrong),
    v.check((value) => listOf(value).length <= 20, text.form.tooMany),
  ),
  max_uses: v.pipe(
    v.string(),
    v.trim(),
    v.check((value) => value === "" || (/^\d{1,4}$/.test(value) && +value >= 1 && +value <= 1000), text.form.usesWrong),
  ),
  send_to: v.pipe(
    v.string(),
    v.trim(),
    v.check((value) => value === "" || emailPattern.test(value), text.form.emailWrong),
  ),
});

export type LinkForm = v.InferOutput<typeof linkSchema>;

export const emptyForm = (): LinkForm => ({
  label: "",
  permission: "comment",
  expires_on: dayIn(usualDays),
  guest_name: "",
  password: "",
  no_password: false,
  emails: "",
  max_uses: "",
  send_to: "",
});

export const formOf = (link: ShareLink): LinkForm => ({
  ...emptyForm(),
  label: link.label,
  permission: link.permission,
  expires_on: link.expires_at.slice(0, 10),
  guest_name: link.guest_name ?? "",
  emails: link.allowed_emails.join("\n"),
  max_uses: link.max_uses === null ? "" : String(link.max_uses),
});

const common = (form: LinkForm) => ({
  label: form.label,
  permission: form.permission,
  guest_name: form.guest_name || null,
  allowed_emails: listOf(form.emails).map((one) => one.toLowerCase()),
  max_uses: form.max_uses === "" ? null : Number(form.max_uses),
});

export const inputOf = (scope: Scope, form: LinkForm): ShareLinkInput & { password: string } => ({
  ...common(form),
  scope_type: scope.type,
  scope_id: scope.id,
  expires_at: endOf(form.expires_on).toISOString(),
  send_to: form.send_to || null,
  password: form.password,
});

/** Only what differs from the link that the form was filled with. */
export function patchOf(link: ShareLink, form: LinkForm): ShareLinkPatch {
  const wanted = Object.entries(common(form)).filter(
    ([name, value]) => JSON.stringify(link[name as keyof ShareLink]) !== JSON.stringify(value),
  );
  const patch = Object.fromEntries(wanted) as ShareLinkPatch;
  if (form.expires_on !== link.expires_at.slice(0, 10)) patch.expires_at = endOf(form.expires_on).toISOString();
  return patch;
}

/** undefined: as it is; null: none any more. */
export const passwordOf = (form: LinkForm) => (form.no_password ? null : form.password || undefined);
