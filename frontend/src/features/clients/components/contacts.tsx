"use client";

import { Mail, Pencil, Phone, Plus, Star, Users } from "lucide-react";
import { useState } from "react";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { later } from "@/lib/later";
import { useContacts, type Contact } from "../contacts";
import { text } from "../messages/en";

const ContactSheet = later(() => import("./contact-sheet").then((part) => part.ContactSheet));

const words = text.contacts;
type Open = { contact?: Contact } | null;

/** The people of a client. */
export function Contacts({ clientId }: { clientId: string }) {
  const contacts = useContacts(clientId);
  const [open, setOpen] = useState<Open>(null);
  const { data } = contacts;
  return (
    <Section
      id="contacts"
      title={words.title}
      aside={
        data?.length ? (
          <Button variant="quiet" size="sm" onClick={() => setOpen({})}>
            <Plus aria-hidden="true" />
            {words.add}
          </Button>
        ) : null
      }
    >
      {contacts.isPending ? <RowsSkeleton rows={2} label={words.title} /> : null}
      {contacts.isError && !data ? (
        <ErrorCard compact error={contacts.error} onRetry={() => void contacts.refetch()} />
      ) : null}
      {data?.length === 0 ? (
        <Empty
          compact
          icon={Users}
          title={words.empty}
          hint={words.emptyHint}
          action={
            <Button variant="secondary" onClick={() => setOpen({})}>
              {words.add}
            </Button>
          }
        />
      ) : null}
      {data && data.length > 0 ? (
        <Card>
          <ul className="divide-y">
            {data.map((contact) => (
              <li key={contact.id}>
                <Row contact={contact} onEdit={() => setOpen({ contact })} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {open ? <ContactSheet clientId={clientId} contact={open.contact} onClose={() => setOpen(null)} /> : null}
    </Section>
  );
}

const link =
  "inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm text-primary-soft-foreground hover:underline [&_svg]:size-3.5 [&_svg]:shrink-0";

function Row({ contact, onEdit }: { contact: Contact; onEdit: () => void }) {
  return (
    <div className="flex items-start gap-3 px-4 py-2.5">
      <Avatar name={contact.name} seed={contact.id} size="sm" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{contact.name}</span>
          {contact.position ? <span className="text-muted-foreground">{contact.position}</span> : null}
          {contact.is_primary ? (
            <Badge tone="primary">
              <Star aria-hidden="true" />
              {words.primary}
            </Badge>
          ) : null}
        </p>
        <p className="flex flex-wrap gap-x-3">
          {contact.email ? (
            <a href={`mailto:${contact.email}`} className={link}>
              <Mail aria-hidden="true" />
              <span className="truncate">{contact.email}</span>
            </a>
          ) : null}
          {contact.phone ? (
            <a href={`tel:${contact.phone.replace(/[^+\d]/g, "")}`} className={link}>
              <Phone aria-hidden="true" />
              {contact.phone}
            </a>
          ) : null}
        </p>
        {contact.notes ? <p className="text-xs whitespace-pre-wrap text-muted-foreground">{contact.notes}</p> : null}
      </div>
      <Button variant="quiet" size="icon-sm" aria-label={words.editOf(contact.name)} onClick={onEdit}>
        <Pencil aria-hidden="true" />
      </Button>
    </div>
  );
}
