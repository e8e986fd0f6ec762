import * as v from "valibot";
import type { Schemas } from "@/lib/api/client";
import type { Client } from "@/lib/data/clients";
import { minorFactor } from "@/lib/format";
import { completeUrl, safeUrl } from "@/lib/url";
import { text } from "./messages/en";

export type ClientInput = Schemas["ClientInput"];
export type ClientPatch = Schemas["ClientPatch"];

export const statuses = ["lead", "active", "paused", "former"] as const;
export const turns = ["none", "me", "client"] as const;

const amount = /^\d{1,7}([.,]\d{1,2})?$/;

export const clientSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(text.nameMissing), v.maxLength(200, text.tooLong)),
  status: v.picklist(statuses),
  website: v.pipe(
    v.string(),
    v.transform(completeUrl),
    v.maxLength(2000, text.tooLong),
    v.check((value) => value === "" || safeUrl(value) !== null, text.urlWrong),
  ),
  currency: v.pipe(v.string(), v.length(3)),
  rate: v.pipe(
    v.string(),
    v.trim(),
    v.check((value) => value === "" || amount.test(value), text.rateWrong),
  ),
  notes: v.pipe(v.string(), v.maxLength(20_000, text.tooLong)),
  waiting_on: v.picklist(turns),
});

export type ClientForm = v.InferOutput<typeof clientSchema>;

export const emptyForm: ClientForm = {
  name: "",
  status: "active",
  website: "",
  currency: "EUR",
  rate: "",
  notes: "",
  waiting_on: "none",
};

export function formOf(client: Client): ClientForm {
  const rate = client.rate_minor === null ? "" : String(client.rate_minor / minorFactor(client.currency));
  const { name, status, currency, notes, waiting_on } = client;
  return { name, status, currency, notes, waiting_on, rate, website: client.website ?? "" };
}

/** "92,50" EUR -> 9250. */
export function minorOf(rate: string, currency: string): number | null {
  return rate === "" ? null : Math.round(Number(rate.replace(",", ".")) * minorFactor(currency));
}

export function inputOf({ rate, website, ...form }: ClientForm): ClientInput {
  return { ...form, website: website || null, rate_minor: minorOf(rate, form.currency) };
}

/** Only what differs from the client that the form was filled with. */
export function patchOf(client: Client, form: ClientForm): ClientPatch {
  const wanted = Object.entries(inputOf(form)).filter(([name, value]) => client[name as keyof Client] !== value);
  return Object.fromEntries(wanted) as ClientPatch;
}
