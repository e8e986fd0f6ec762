"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ClashDialog } from "@/components/clash-dialog";
import { DetailSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { paths, patterns } from "@/config/paths";
import { useClientChoices } from "@/lib/data/clients";
import { useProject, type Project } from "@/lib/data/projects";
import { useForm } from "@/lib/use-form";
import { useRouteParams } from "@/lib/route";
import { Clash } from "@/lib/save";
import { useTitle } from "@/lib/use-title";
import { useArchiveProject, useDeleteProject, useRestoreProject, useSaveProject } from "../api";
import { text } from "../messages/en";
import { formOf, patchOf, projectSchema, type ProjectPatch } from "../schema";
import { CodeAndBilling, Dates, Goal, NameAndClient, State } from "./project-fields";

export function ProjectSettingsPage() {
  const { projectId } = useRouteParams(patterns.project);
  const { data: project } = useProject(projectId);
  useTitle(project && `${text.tabs.settings} · ${project.name}`);
  if (!project) return <DetailSkeleton label={text.loadingOne} />;
  return (
    <div className="w-full max-w-2xl space-y-8">
      <h1 className="sr-only">{text.tabs.settings}</h1>
      <EditForm project={project} />
      <Danger project={project} />
    </div>
  );
}

function EditForm({ project }: { project: Project }) {
  // What the form was filled with; saving puts newer changes of others together with it.
  const [base, setBase] = useState(project);
  const [clash, setClash] = useState<{ clash: Clash<Project>; patch: ProjectPatch } | null>(null);
  const clients = useClientChoices();
  const save = useSaveProject(base);
  const form = useForm(projectSchema, formOf(base));

  const adopt = (next: Project) => {
    setBase(next);
    form.reset(formOf(next));
  };

  const send = (patch: ProjectPatch, from: Project) =>
    save.mutate(
      { from, patch },
      {
        onSuccess: (saved) => {
          adopt(saved);
          toast.success(text.saved);
        },
        onError: (error) => {
          if (error instanceof Clash) setClash({ clash: error as Clash<Project>, patch });
          else if (!form.showFaults(error)) toast.error(text.saveFailed, error);
        },
      },
    );

  const describe = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === "") return "";
    if (field === "client_id") return clients.data?.find(({ id }) => id === value)?.name ?? "…";
    if (field === "budget_minutes") return String(Number(value) / 60);
    const names = { ...text.status, ...text.health, ...text.billing, ...text.visibility } as Record<string, string>;
    return ["status", "health", "billing", "visibility"].includes(field)
      ? (names[String(value)] ?? String(value))
      : String(value);
  };

  return (
    <form
      id={form.id}
      noValidate
      className="space-y-4"
      onSubmit={form.submit((values) => {
        const patch = patchOf(base, values);
        if (Object.keys(patch).length === 0) form.reset(formOf(base));
        else send(patch, base);
      })}
    >
      <NameAndClient form={form} />
      <Goal form={form} />
      <State form={form} />
      <Dates form={form} />
      <CodeAndBilling form={form} />
      <div className="flex gap-2">
        <Button type="submit" pending={save.isPending} disabled={!form.dirty}>
          {text.save}
        </Button>
        {form.dirty ? (
          <Button variant="quiet" onClick={() => adopt(project)}>
            {text.cancel}
          </Button>
        ) : null}
      </div>
      {clash ? (
        <ClashDialog
          fields={clash.clash.conflicts.map(({ field, mine, theirs }) => ({
            label: text.fields[field as keyof typeof text.fields] ?? field,
            mine: describe(field, mine),
            theirs: describe(field, theirs),
          }))}
          onKeepMine={() => {
            setClash(null);
            send(clash.patch, clash.clash.current);
          }}
          onTakeTheirs={() => {
            setClash(null);
            adopt(clash.clash.current);
          }}
        />
      ) : null}
    </form>
  );
}

function Danger({ project }: { project: Project }) {
  const router = useRouter();
  const archive = useArchiveProject();
  const restore = useRestoreProject();
  const remove = useDeleteProject();
  const [asking, setAsking] = useState(false);
  const archived = project.status === "archived";

  return (
    <section aria-labelledby="danger">
      <h2 id="danger" className="mb-2 text-sm font-semibold">
        {text.dangerTitle}
      </h2>
      <Card className="divide-y">
        <Row hint={archived ? text.archivedNote : text.archiveHint}>
          {archived ? (
            <Button variant="secondary" pending={restore.isPending} onClick={() => restore.mutate(project)}>
              {text.restore}
            </Button>
          ) : (
            <Button variant="secondary" pending={archive.isPending} onClick={() => archive.mutate(project)}>
              {text.archive}
            </Button>
          )}
        </Row>
        <Row hint={text.deleteHint}>
          <Button variant="destructive" onClick={() => setAsking(true)}>
            {text.delete}
          </Button>
        </Row>
      </Card>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={text.deleteAsk(project.name)}
        description={text.deleteHint}
        confirm={text.delete}
        pending={remove.isPending}
        onConfirm={() =>
          remove.mutate(project, {
            onSuccess: () => router.replace(paths.projects),
            onError: () => setAsking(false),
          })
        }
      />
    </section>
  );
}

function Row({ hint, children }: { hint: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 p-4">
      <p className="max-w-md min-w-0 flex-1 basis-56 text-muted-foreground">{hint}</p>
      {children}
    </div>
  );
}
