"use client";

import { FolderKanban, MessageCircle, Pencil, Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { PageHeader } from "@/components/page-header";
import { Missing } from "@/components/missing";
import { DetailSkeleton, Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { paths, patterns } from "@/config/paths";
import { ProjectRowLink } from "@/features/projects";
import { ShareButton } from "@/features/sharing";
import { isApiError } from "@/lib/api/errors";
import { useClient, type Client } from "@/lib/data/clients";
import { useProjects } from "@/lib/data/projects";
import { formatDate, formatDateTime, formatMoney } from "@/lib/format";
import { later } from "@/lib/later";
import { useRouteParams } from "@/lib/route";
import { safeUrl, shortUrl } from "@/lib/url";
import { useTitle } from "@/lib/use-title";
import { useUi } from "@/stores/ui";
import { useTouchClient } from "../api";
import { text } from "../messages/en";
import { turns } from "../schema";
import { DeleteClient } from "./delete-client";
import { StatusBadge, When } from "./marks";

// Below the fold: they come while the client is being asked for, and have the height of little until then.
const Few = () => <RowsSkeleton rows={2} label={text.loading} />;
const People = () => (
  <Section id="contacts" title={text.contacts.title}>
    <Few />
  </Section>
);
const ConversationList = later(() => import("@/features/inbox").then((part) => part.ConversationList), Few);
const Contacts = later(() => import("./contacts").then((part) => part.Contacts), People);
const Timeline = later(() => import("./timeline").then((part) => part.Timeline));

const EditClientSheet = later(() => import("./edit-client-sheet").then((part) => part.EditClientSheet));

export function ClientPage() {
  const { clientId } = useRouteParams(patterns.client);
  const client = useClient(clientId);
  useTitle(client.data?.name);
  useEffect(() => {
    for (const part of [ConversationList, Contacts, Timeline]) void part.load();
  }, []);

  if (client.data) return <View client={client.data} />;
  if (isApiError(client.error) && (client.error.status === 404 || client.error.status === 400)) {
    return (
      <Missing kind="client" id={clientId} title={text.notFound} back={{ href: paths.clients, label: text.back }} />
    );
  }
  if (client.isError) {
    return <ErrorCard error={client.error} onRetry={() => void client.refetch()} retrying={client.isFetching} />;
  }
  return <DetailSkeleton label={text.loading} />;
}

function View({ client }: { client: Client }) {
  const router = useRouter();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const close = () => setOpen(null);

  return (
    <>
      <PageHeader
        back={{ href: paths.clients, label: text.title }}
        title={
          <span className="flex items-center gap-3">
            <Avatar name={client.name} seed={client.id} size="md" shape="square" />
            <span className="min-w-0">{client.name}</span>
            <StatusBadge status={client.status} />
          </span>
        }
        actions={
          <>
            <ShareButton scope={{ type: "client", id: client.id, name: client.name }} />
            <Button variant="secondary" onClick={() => setOpen("edit")}>
              <Pencil aria-hidden="true" />
              {text.edit}
            </Button>
            <Button variant="quiet" size="icon" aria-label={text.delete} onClick={() => setOpen("delete")}>
              <Trash2 aria-hidden="true" />
            </Button>
          </>
        }
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-6">
          <Projects client={client} />
          <Conversations client={client} />
          <Contacts clientId={client.id} />
          <Section id="notes" title={text.notes}>
            <Card className="p-4">
              {client.notes ? (
                <p className="whitespace-pre-wrap">{client.notes}</p>
              ) : (
                <p className="text-muted-foreground">{text.noNotes}</p>
              )}
            </Card>
          </Section>
          <Timeline clientId={client.id} />
        </div>
        <Details client={client} />
      </div>
      {open === "edit" ? <EditClientSheet client={client} onClose={close} /> : null}
      {open === "delete" ? (
        <DeleteClient client={client} onClose={close} onDeleted={() => router.replace(paths.clients)} />
      ) : null}
    </>
  );
}

function Details({ client }: { client: Client }) {
  const touch = useTouchClient(client.id);
  const website = safeUrl(client.website);
  return (
    <Section id="details" title={text.details} className="order-first lg:order-none">
      <Card>
        <dl className="divide-y">
          <Line name={text.fields.waiting_on}>
            <Select
              size="sm"
              aria-label={text.fields.waiting_on}
              wrapperClassName="w-32"
              value={client.waiting_on}
              onChange={(event) => touch.mutate({ waiting_on: event.target.value as Client["waiting_on"] })}
            >
              {turns.map((turn) => (
                <option key={turn} value={turn}>
                  {text.waiting[turn]}
                </option>
              ))}
            </Select>
          </Line>
          <Line name={text.fields.last_contact_at}>
            <span className="flex items-center gap-1">
              <When at={client.last_contact_at} />
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={text.contacted}
                title={text.contacted}
                onClick={() => touch.mutate({ last_contact_at: new Date().toISOString() })}
              >
                <MessageCircle aria-hidden="true" />
              </Button>
            </span>
          </Line>
          <Line name={text.fields.rate}>
            {client.rate_minor === null ? (
              <span className="text-muted-foreground">{text.noRate}</span>
            ) : (
              `${formatMoney(client.rate_minor, client.currency)} ${text.perHour}`
            )}
          </Line>
          <Line name={text.fields.website}>
            {website ? (
              <a
                href={website}
                target="_blank"
                rel="noopener noreferrer"
                className="truncate rounded-sm text-primary-soft-foreground underline underline-offset-4 hover:no-underline"
              >
                {shortUrl(website)}
              </a>
            ) : (
              <span className="text-muted-foreground">{text.noRate}</span>
            )}
          </Line>
          <Line name={text.openTasks}>{client.open_tasks}</Line>
          <Line name={text.since}>
            <time dateTime={client.created_at} title={formatDateTime(client.created_at)}>
              {formatDate(client.created_at)}
            </time>
          </Line>
        </dl>
      </Card>
    </Section>
  );
}

function Line({ name, children }: { name: string | undefined; children: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center justify-between gap-3 px-4 py-1">
      <dt className="shrink-0 text-muted-foreground">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}

function Conversations({ client }: { client: Client }) {
  const open = useUi((state) => state.open);
  const start = (
    <Button variant="quiet" size="sm" onClick={() => open("new-conversation", { clientId: client.id })}>
      <Plus aria-hidden="true" />
      {text.newConversation}
    </Button>
  );
  return (
    <Section id="client-conversations" title={text.conversations} aside={start}>
      <ConversationList query={{ "filter[client_id]": client.id }} rows={2} empty={text.noConversations} />
    </Section>
  );
}

function Projects({ client }: { client: Client }) {
  const open = useUi((state) => state.open);
  const projects = useProjects({ "filter[client_id]": client.id, sort: "-updated_at" });
  return (
    <Section
      id="client-projects"
      title={text.projects}
      aside={
        projects.data?.length ? (
          <Button variant="quiet" size="sm" onClick={() => open("new-project", { clientId: client.id })}>
            <Plus aria-hidden="true" />
            {text.newProject}
          </Button>
        ) : null
      }
    >
      {projects.isPending ? <RowsSkeleton rows={2} label={text.projects} /> : null}
      {projects.isError ? <ErrorCard compact error={projects.error} onRetry={() => void projects.refetch()} /> : null}
      {projects.data?.length === 0 ? (
        <Empty
          compact
          icon={FolderKanban}
          title={text.noProjects}
          hint={text.noProjectsHint}
          action={<Button onClick={() => open("new-project", { clientId: client.id })}>{text.newProject}</Button>}
        />
      ) : null}
      {projects.data && projects.data.length > 0 ? (
        <Card>
          <ul className="divide-y">
            {projects.data.map((project) => (
              <li key={project.id}>
                <ProjectRowLink project={project} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </Section>
  );
}
