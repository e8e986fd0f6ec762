"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Message } from "@/components/conversation/message";
import { PlainText } from "@/components/plain-text";
import { DetailSkeleton, ErrorCard } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { paths } from "@/config/paths";
import { formatDue, formatRelative } from "@/lib/format";
import type { AdminSupportAccess } from "../api";
import {
  useInsideComments,
  useInsideConversations,
  useInsideMessages,
  useInsideProjects,
  useInsideTask,
  useInsideTasks,
} from "../inside";
import { text } from "../messages/en";
import { PagedList } from "./pages";

const words = text.inside;

interface InsideProps {
  access: AdminSupportAccess;
}
type OneProps = InsideProps & { id: string };

/** A row that leads further in. */
function Row({ href, title, children }: { href: string; title: string; children?: ReactNode }) {
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Link
        href={href}
        prefetch={false}
        className="min-w-0 flex-1 basis-full font-medium break-words hover:underline sm:basis-48 sm:truncate"
      >
        {title}
      </Link>
      <span className="flex flex-wrap items-center gap-2 text-xs text-muted-foreground">{children}</span>
    </li>
  );
}

export const Projects = ({ access }: InsideProps) => (
  <PagedList label={words.places.projects} pages={useInsideProjects(access)}>
    {({ id, name, client_name: client, status }) => (
      <Row key={id} href={paths.adminInside(access.id, "tasks", id)} title={name}>
        {client}
        <Badge>{words.status[status]}</Badge>
      </Row>
    )}
  </PagedList>
);

export const Tasks = ({ access, id }: OneProps) => (
  <PagedList label={words.tasks} pages={useInsideTasks(access, id)}>
    {(task) => (
      <Row key={task.id} href={paths.adminInside(access.id, "task", task.id)} title={task.title}>
        {task.due_at ? formatDue(task.due_at) : null}
        <Badge>{words.status[task.status]}</Badge>
      </Row>
    )}
  </PagedList>
);

export function TaskDetail({ access, id }: OneProps) {
  const task = useInsideTask(access, id);
  const comments = useInsideComments(access, id);
  if (task.isError) return <ErrorCard title={text.failed} error={task.error} />;
  if (!task.data) return <DetailSkeleton />;
  return (
    <>
      <h2 className="text-lg font-semibold break-words">{task.data.title}</h2>
      <p className="my-2">
        <Badge>{words.status[task.data.status]}</Badge>
      </p>
      <PlainText className="mb-5">{task.data.description || words.noDescription}</PlainText>
      <h3 className="mb-2 text-sm font-semibold">{words.comments}</h3>
      <PagedList label={words.comments} pages={comments}>
        {(comment) => <Written key={comment.id} {...comment} />}
      </PagedList>
    </>
  );
}

export const Conversations = ({ access }: InsideProps) => (
  <PagedList label={words.places.conversations} pages={useInsideConversations(access)}>
    {({ id, subject, client_name: client, last_message_at: at }) => (
      <Row key={id} href={paths.adminInside(access.id, "messages", id)} title={subject}>
        {client} · {formatRelative(at)}
      </Row>
    )}
  </PagedList>
);

export const Messages = ({ access, id }: OneProps) => (
  <PagedList label={words.messages} pages={useInsideMessages(access, id)}>
    {(message) => <Written key={message.id} {...message} />}
  </PagedList>
);

interface WrittenProps {
  author_name: string | null;
  author_id: string | null;
  created_at: string;
  body: string | null;
  visibility: string;
}

const Written = ({ author_name: author, author_id: seed, created_at: at, body, visibility }: WrittenProps) => (
  <li className="p-2">
    <Message
      author={author ?? words.somebody}
      seed={seed ?? undefined}
      at={at}
      body={body}
      internal={visibility === "internal"}
    />
  </li>
);
