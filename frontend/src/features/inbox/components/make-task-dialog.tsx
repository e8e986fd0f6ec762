"use client";

import { useRouter } from "next/navigation";
import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useProjects, type ProjectRow } from "@/lib/data/projects";
import { useForm } from "@/lib/use-form";
import type { useMessageActions } from "../hooks/use-message-actions";
import { text } from "../messages/en";
import type { Conversation, Message } from "../types";

const schema = v.object({
  title: v.pipe(v.string(), v.trim(), v.nonEmpty(text.task.titleMissing), v.maxLength(200, text.task.tooLong)),
  project_id: v.pipe(v.string(), v.nonEmpty(text.task.projectMissing)),
  visibility: v.picklist(["internal", "client"]),
});

interface DialogProps {
  conversation: Conversation;
  message: Message;
  create: ReturnType<typeof useMessageActions>["makeTask"];
  onClose: () => void;
}

/** What was asked for becomes a task; both keep a link to the other. */
export function MakeTaskDialog(props: DialogProps) {
  const projects = useProjects({ sort: "-updated_at", "filter[archived]": false });
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent title={text.task.title} description={text.task.hint}>
        {projects.data?.length === 0 ? <p>{text.task.noProjects}</p> : null}
        {projects.data && projects.data.length > 0 ? (
          <TaskForm {...props} projects={projects.data} />
        ) : (
          <Skeleton className="h-40 w-full" />
        )}
      </DialogContent>
    </Dialog>
  );
}

/** The first line, as far as a title reaches. */
export const titleOf = (body: string) => (body.trim().split("\n")[0] ?? "").trim().slice(0, 200);

/** Of the conversation's project, else one of the same client, else any. */
const projectFor = (conversation: Conversation, projects: ProjectRow[]) =>
  conversation.project_id ??
  (projects.find(({ client_id: client }) => client === conversation.client_id) ?? projects[0])?.id ??
  "";

function TaskForm({ conversation, message, create, onClose, projects }: DialogProps & { projects: ProjectRow[] }) {
  const router = useRouter();
  const form = useForm(schema, {
    title: titleOf(message.body),
    project_id: projectFor(conversation, projects),
    visibility: "internal",
  });

  const submit = form.submit((body) =>
    create.mutate(
      { message, body },
      {
        onSuccess: (task) => {
          onClose();
          toast.success(text.task.added(task.title), {
            action: { label: text.task.open, onClick: () => router.push(paths.task(task.project_id, task.id)) },
          });
        },
        onError: (error) => {
          if (!form.showFaults(error)) toast.error(text.task.failed, error);
        },
      },
    ),
  );

  return (
    <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
      <Field label={text.task.what} error={form.errors.title} required>
        <Input autoComplete="off" autoFocus {...form.field("title")} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={text.task.project} error={form.errors.project_id}>
          <Select {...form.field("project_id")}>
            {projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.task.visibility} error={form.errors.visibility}>
          <Select {...form.field("visibility")}>
            <option value="internal">{text.task.internal}</option>
            <option value="client">{text.task.client}</option>
          </Select>
        </Field>
      </div>
      <DialogFooter>
        <Button variant="secondary" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button type="submit" pending={create.isPending}>
          {text.task.add}
        </Button>
      </DialogFooter>
    </form>
  );
}
