"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import * as v from "valibot";
import { api, done, ifMatch, one, unwrap, type Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { text } from "./messages/en";

export type Contact = Schemas["Contact"];
export type TimelineEntry = Schemas["TimelineEntry"];

const email = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const short = (longest: number) => v.pipe(v.string(), v.trim(), v.maxLength(longest, text.tooLong));

export const contactSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(text.nameMissing), v.maxLength(200, text.tooLong)),
  email: v.pipe(
    short(254),
    v.check((value) => value === "" || email.test(value), text.contacts.emailWrong),
  ),
  phone: short(50),
  position: short(200),
  is_primary: v.boolean(),
  notes: v.pipe(v.string(), v.maxLength(5000, text.tooLong)),
});

export type ContactForm = v.InferOutput<typeof contactSchema>;

export const formOfContact = (contact?: Contact): ContactForm => ({
  name: contact?.name ?? "",
  email: contact?.email ?? "",
  phone: contact?.phone ?? "",
  position: contact?.position ?? "",
  is_primary: contact?.is_primary ?? false,
  notes: contact?.notes ?? "",
});

export const inputOfContact = (form: ContactForm) => ({
  ...form,
  email: form.email || null,
  phone: form.phone || null,
  position: form.position || null,
});

export function useContacts(clientId: string) {
  return useQuery({
    queryKey: keys.clients.contacts(clientId),
    queryFn: ({ signal }) =>
      one(
        api.GET("/clients/{client_id}/contacts", {
          params: { path: { client_id: clientId }, query: { limit: 100 } },
          signal,
        }),
      ),
  });
}

export function useContactActions(clientId: string) {
  const cache = useQueryClient();
  const refresh = () => cache.invalidateQueries({ queryKey: keys.clients.contacts(clientId) });
  return {
    save: useMutation({
      mutationFn: ({ contact, form }: { contact?: Contact; form: ContactForm }) => {
        const body = inputOfContact(form);
        return contact
          ? one(
              api.PATCH("/contacts/{contact_id}", {
                params: { path: { contact_id: contact.id }, header: ifMatch(contact.rev) },
                body,
              }),
            )
          : one(api.POST("/clients/{client_id}/contacts", { params: { path: { client_id: clientId } }, body }));
      },
      onSettled: refresh,
    }),
    remove: useMutation({
      mutationFn: (contact: Contact) =>
        done(
          api.DELETE("/contacts/{contact_id}", {
            params: { path: { contact_id: contact.id }, header: ifMatch(contact.rev) },
          }),
        ),
      onSettled: refresh,
    }),
  };
}

type Page = Schemas["TimelineList"];

export function useTimeline(clientId: string) {
  return useInfiniteQuery({
    queryKey: keys.clients.timeline(clientId),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.meta.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      unwrap(
        api.GET("/clients/{client_id}/timeline", {
          params: { path: { client_id: clientId }, query: { limit: 30, cursor: pageParam } },
          signal,
        }),
      ),
  });
}
