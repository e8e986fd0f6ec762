"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, MessageCircle, PartyPopper, Stamp } from "lucide-react";
import { Empty, ErrorCard } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDate, formatDateTime, formatDue, formatRelative, formatSince } from "@/lib/format";
import { later } from "@/lib/later";
import { usePortal } from "../context";
import { text } from "../messages/en";
import { answers as answersOf } from "../queries";
import type { Portal } from "../types";
import { PartLink } from "./part-link";

const Search = later(
  () => import("./search").then((part) => part.Search),
  () => <Skeleton className="h-9 w-full" />,
);

/** What a client wants to know first: what waits for them, and how far it is. */
export function Home() {
  const { portal } = usePortal();
  return (
    <>
      <h1 className="sr-only">{text.tabs.home}</h1>
      <div className="space-y-7">
        <Waiting portal={portal} />
        <Numbers link={portal.link_id} />
        <Projects portal={portal} />
        <Search />
      </div>
    </>
  );
}

const kinds = {
  approval: { view: "approvals", icon: Stamp, label: text.home.approve },
  conversation: { view: "messages", icon: MessageCircle, label: text.home.answer },
} as const;

function Waiting({ portal }: { portal: Portal }) {
  return (
    <Section id="waiting" title={text.home.waiting}>
      {portal.waiting.length === 0 ? (
        <Card className="flex items-start gap-3 p-4">
          <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-success" />
          <div>
            <p className="font-medium">{text.home.nothing}</p>
            <p className="text-muted-foreground">{text.home.nothingHint}</p>
          </div>
        </Card>
      ) : (
        <Card>
          <ul className="divide-y">
            {portal.waiting.map(({ kind, id, title, since }) => {
              const { view, icon: Icon, label } = kinds[kind];
              return (
                <li key={`${kind}-${id}`}>
                  <PartLink
                    view={view}
                    id={id}
                    className="flex min-h-14 items-center gap-3 px-4 py-2.5 transition-colors hover:bg-muted focus-visible:-outline-offset-2"
                  >
                    <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-warning-soft text-warning">
                      <Icon aria-hidden="true" className="size-4.5" />
                    </span>
                    <span className="min-w-0 flex-1">
                      <span className="block font-medium">{title}</span>
                      <span className="block text-xs text-muted-foreground">
                        {label} · {text.home.since(formatSince(since))}
                      </span>
                    </span>
                  </PartLink>
                </li>
              );
            })}
          </ul>
        </Card>
      )}
    </Section>
  );
}

function Numbers({ link }: { link: string }) {
  const numbers = useQuery(answersOf(link));
  if (numbers.isError && !numbers.data) {
    return <ErrorCard compact error={numbers.error} onRetry={() => void numbers.refetch()} />;
  }
  const { data } = numbers;
  const lines = [
    [text.home.waitingOnYou, data?.waiting_on_you],
    [text.home.open, data?.tasks_open],
    [text.home.done, data?.tasks_done],
  ] as const;
  return (
    <Section id="numbers" title={text.home.numbers}>
      <Card className="p-4">
        <dl className="grid grid-cols-3 gap-2 text-center">
          {lines.map(([name, value]) => (
            <div key={name} className="flex flex-col-reverse rounded-md bg-muted px-1 py-2">
              <dt className="text-xs text-muted-foreground">{name}</dt>
              <dd className="text-lg font-semibold tabular-nums">
                {value ?? <Skeleton className="mx-auto my-1 h-5 w-6" />}
              </dd>
            </div>
          ))}
        </dl>
        {data ? (
          <dl className="mt-3 space-y-1">
            <Line name={text.home.next}>
              {data.next_date ? text.home.nextOf(formatDue(data.next_date), data.next_date_of ?? "") : text.home.none}
            </Line>
            <Line name={text.home.changed}>
              {data.last_change_at ? (
                <time dateTime={data.last_change_at} title={formatDateTime(data.last_change_at)}>
                  {formatRelative(data.last_change_at)}
                </time>
              ) : (
                text.home.none
              )}
            </Line>
          </dl>
        ) : null}
      </Card>
    </Section>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <dt className="text-muted-foreground">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Projects({ portal }: { portal: Portal }) {
  return (
    <Section id="progress" title={text.home.projects}>
      {portal.projects.length === 0 ? (
        <Empty compact icon={PartyPopper} title={text.home.noProjects} hint={text.home.noProjectsHint} />
      ) : (
        <ul className="space-y-3">
          {portal.projects.map(({ id, name, status, due_on: due, task_counts: counts }) => {
            const all = counts.todo + counts.doing + counts.done;
            const summary = all > 0 ? text.home.progressOf(counts.done, all) : text.home.noTasks;
            return (
              <li key={id}>
                <Card className="p-4">
                  <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <p className="min-w-0 flex-1 font-medium">{name}</p>
                    <Badge tone={status === "done" ? "success" : "neutral"}>{text.projectStatus[status]}</Badge>
                  </div>
                  <Progress value={counts.done} max={all} label={summary} className="mt-3" />
                  <p className="mt-2 flex flex-wrap justify-between gap-x-3 text-xs text-muted-foreground">
                    <span>{summary}</span>
                    {due ? <span>{text.home.due(formatDate(due))}</span> : null}
                  </p>
                </Card>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
