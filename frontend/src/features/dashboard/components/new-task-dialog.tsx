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
import { useMe } from "@/lib/data/me";
import { useProjects, type ProjectRow } from "@/lib/data/projects";
import { useForm } from "@/lib/use-form";
import { useUi } from "@/stores/ui";
import { useAddTask } from "../api";
import { text } from "../messages/en";

const schema = v.object({
  title: v.pipe(v.string(), v.trim(), v.nonEmpty(text.task.titleMissing), v.maxLength(200, text.task.tooLong)),
  project_id: v.pipe(v.string(), v.nonEmpty(text.task.projectMissing)),
  due_on: v.string(),
});

/** Adds a task from anywhere; it is the caller's own, so that it shows up in their work. */
export function NewTaskDialog() {
  const { about, close, open } = useUi();
  const projects = useProjects({ sort: "-updated_at", "filter[archived]": false });
  return (
    <Dialog open onOpenChange={(next) => !next && close()}>
      <DialogContent title={text.task.title}>
        {projects.data?.length === 0 ? (
          <>
            <p className="text-muted-foreground">{text.task.noProjects}</p>
            <DialogFooter>
              <Button onClick={() => open("new-project")}>{text.newProject}</Button>
            </DialogFooter>
          </>
        ) : projects.data ? (
          <TaskForm projects={projects.data} projectId={about.projectId} />
        ) : (
          <Skeleton className="h-40 w-full" />
        )}
      </DialogContent>
    </Dialog>
  );
}

/** The project of the page behind the dialog, if it is one of a project. */
const projectOfPage = () => /^\/projects\/([0-9a-f-]{36})/.exec(window.location.pathname)?.[1];

function TaskForm({ projects, projectId }: { projects: ProjectRow[]; projectId?: string }) {
  const router = useRouter();
  const close = useUi((state) => state.close);
  const { data: me } = useMe();
  const add = useAddTask();
  const wanted = projectId ?? projectOfPage();
  const form = useForm(schema, {
    title: "",
    project_id: (projects.find(({ id }) => id === wanted) ?? projects[0])?.id ?? "",
    due_on: "",
  });
  const { errors } = form;

  const submit = form.submit(({ title, project_id, due_on }) =>
    add.mutate(
      {
        projectId: project_id,
        title,
        ...(me ? { assignee_id: me.id } : {}),
        // The end of that working day, where the person is.
        ...(due_on ? { due_at: new Date(`${due_on}T17:00:00`).toISOString() } : {}),
      },
      {
        onSuccess: (task) => {
          close();
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
      <Field label={text.task.what} error={errors.title} required>
        <Input autoComplete="off" autoFocus {...form.field("title")} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={text.task.project} error={errors.project_id}>
          <Select {...form.field("project_id")}>
            {projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.task.due} optional>
          <Input type="date" {...form.field("due_on")} />
        </Field>
      </div>
      <DialogFooter>
        <Button variant="secondary" onClick={close}>
          {text.task.cancel}
        </Button>
        <Button type="submit" pending={add.isPending}>
          {text.task.add}
        </Button>
      </DialogFooter>
    </form>
  );
}
