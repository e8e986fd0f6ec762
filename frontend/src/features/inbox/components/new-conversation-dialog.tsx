"use client";

import { useRouter } from "next/navigation";
import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { isApiError } from "@/lib/api/errors";
import { useClientChoices, type ClientRow } from "@/lib/data/clients";
import { useProjects } from "@/lib/data/projects";
import { useForm } from "@/lib/use-form";
import { useUi } from "@/stores/ui";
import { useCreateConversation } from "../hooks/use-conversation-actions";
import { text } from "../messages/en";

const line = (missing: string) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty(missing), v.maxLength(200, text.create.tooLong));

const schema = v.object({
  client_id: v.pipe(v.string(), v.nonEmpty(text.create.clientMissing)),
  project_id: v.string(),
  subject: line(text.create.subjectMissing),
  visibility: v.picklist(["client", "internal"]),
  message: v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(text.create.messageMissing),
    v.maxLength(20_000, text.create.tooLong),
  ),
});

/** Starts a conversation with a client, from anywhere. */
export function NewConversationDialog() {
  const { close, open } = useUi();
  const clients = useClientChoices();
  return (
    <Dialog open onOpenChange={(next) => !next && close()}>
      <DialogContent title={text.create.title}>
        {clients.data?.length === 0 ? (
          <>
            <p className="text-muted-foreground">{text.create.noClients}</p>
            <DialogFooter>
              <Button onClick={() => open("new-client")}>{text.create.newClient}</Button>
            </DialogFooter>
          </>
        ) : clients.data ? (
          <ConversationForm clients={clients.data} />
        ) : (
          <Skeleton className="h-64 w-full" />
        )}
      </DialogContent>
    </Dialog>
  );
}

function ConversationForm({ clients }: { clients: ClientRow[] }) {
  const router = useRouter();
  const { about, close } = useUi();
  const create = useCreateConversation();
  const projects = useProjects({ "filter[archived]": false, sort: "-updated_at" });
  // Never one that nobody chose: it would read what is meant for another.
  const only = clients.length === 1 ? clients[0]?.id : undefined;
  const form = useForm(schema, {
    client_id: about.clientId ?? only ?? "",
    project_id: about.projectId ?? "",
    subject: "",
    visibility: "client",
    message: "",
  });
  const { errors, values } = form;
  const client = clients.find(({ id }) => id === values.client_id);
  const own = projects.data?.filter(({ client_id: id }) => id === values.client_id) ?? [];
  const project = own.find(({ id }) => id === values.project_id);
  const hidden = values.visibility === "client" && project?.visibility === "internal";

  const submit = form.submit(({ project_id: chosen, ...body }) =>
    create.mutate(
      { ...body, project_id: chosen || null },
      {
        onSuccess: (conversation) => {
          close();
          router.push(paths.conversation(conversation.id));
        },
        onError: (error) => {
          if (isApiError(error) && error.code === "inherited") form.fail({ visibility: text.create.internalProject });
          else if (!form.showFaults(error)) toast.error(text.create.failed, error);
        },
      },
    ),
  );

  return (
    <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
      <div className="grid grid-cols-2 gap-3">
        <Field label={text.create.client} error={errors.client_id}>
          <Select
            {...form.field("client_id")}
            onChange={({ target }) => {
              form.set("client_id", target.value);
              form.set("project_id", "");
            }}
          >
            {client ? null : <option value="">{text.create.chooseClient}</option>}
            {clients.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.create.project} error={errors.project_id}>
          <Select {...form.field("project_id")}>
            <option value="">{text.create.noProject}</option>
            {own.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label={text.create.subject} error={errors.subject} required>
        <Input autoComplete="off" autoFocus {...form.field("subject")} />
      </Field>
      <Field
        label={text.create.audience}
        error={errors.visibility ?? (hidden ? text.create.internalProject : undefined)}
        hint={values.visibility === "internal" ? text.composer.onlyNotes : client && text.composer.readers(client.name)}
      >
        <Select {...form.field("visibility")}>
          <option value="client">{text.create.toClient}</option>
          <option value="internal">{text.create.internal}</option>
        </Select>
      </Field>
      <Field label={text.create.message} error={errors.message} required>
        <Textarea rows={4} {...form.field("message")} />
      </Field>
      <DialogFooter>
        <Button variant="secondary" onClick={close}>
          {text.cancel}
        </Button>
        <Button type="submit" pending={create.isPending}>
          {values.visibility === "internal" ? text.create.submitInternal : text.create.submitClient}
        </Button>
      </DialogFooter>
    </form>
  );
}
