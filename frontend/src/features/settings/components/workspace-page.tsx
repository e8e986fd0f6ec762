"use client";

import { useState } from "react";
import * as v from "valibot";
import { ClashDialog } from "@/components/clash-dialog";
import { DetailSkeleton, ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { isApiError } from "@/lib/api/errors";
import { useCan } from "@/lib/data/can";
import { useWorkspace } from "@/lib/data/me";
import { useForm } from "@/lib/use-form";
import { Clash } from "@/lib/save";
import { useSaveWorkspace, useWorkspaceRow, type Workspace, type WorkspacePatch } from "../api";
import { text } from "../messages/en";
import { EndingSection } from "./ending-section";
import { SupportSection } from "./support-section";
import { UsageSection } from "./usage-section";

const { workspace: words } = text;

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(words.nameMissing), v.maxLength(200, words.tooLong)),
  slug: v.pipe(
    v.string(),
    v.trim(),
    v.check((value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length >= 2, words.slugWrong),
    v.maxLength(60, words.slugWrong),
  ),
});

type Form = v.InferOutput<typeof schema>;

export function WorkspacePage() {
  const workspace = useWorkspace();
  const row = useWorkspaceRow(workspace?.id);
  const can = useCan();
  return (
    <>
      <h2 className="sr-only">{text.tabs.workspace}</h2>
      <p className="mb-5 text-muted-foreground">{words.hint}</p>
      {row.data ? <WorkspaceForm workspace={row.data} /> : null}
      {row.isPending ? <DetailSkeleton label={text.loading} /> : null}
      {row.isError && !row.data ? (
        <ErrorCard title={text.failed} error={row.error} onRetry={() => void row.refetch()} retrying={row.isFetching} />
      ) : null}
      {row.data ? (
        <div className="mt-8 space-y-8">
          {can("listSupportAccesses") ? <SupportSection /> : null}
          {can("getWorkspaceUsage") ? <UsageSection workspaceId={row.data.id} /> : null}
          <EndingSection workspace={row.data} />
        </div>
      ) : null}
    </>
  );
}

const formOf = ({ name, slug }: Workspace): Form => ({ name, slug });

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const [base, setBase] = useState(workspace);
  const [clash, setClash] = useState<{ clash: Clash<Workspace>; patch: WorkspacePatch } | null>(null);
  const save = useSaveWorkspace(base);
  const form = useForm(schema, formOf(base));
  const { errors } = form;
  const editable = useCan()("updateWorkspace");

  const adopt = (next: Workspace) => {
    setBase(next);
    form.reset(formOf(next));
  };

  const send = (patch: WorkspacePatch, from: Workspace) =>
    save.mutate(
      { from, patch },
      {
        onSuccess: (saved) => {
          adopt(saved);
          toast.success(text.saved);
        },
        onError: (error) => {
          if (error instanceof Clash) setClash({ clash: error as Clash<Workspace>, patch });
          else if (isApiError(error) && error.code === "duplicate") {
            form.fail({ slug: words.slugTaken });
          } else if (!form.showFaults(error)) toast.error(text.saveFailed, error);
        },
      },
    );

  const submit = form.submit((values) => {
    const patch = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => base[name as keyof Form] !== value),
    ) as WorkspacePatch;
    if (Object.keys(patch).length === 0) form.reset(formOf(base));
    else send(patch, base);
  });

  return (
    <form id={form.id} noValidate onSubmit={submit} className="space-y-4">
      <Field label={words.name} error={errors.name} required>
        <Input autoComplete="organization" readOnly={!editable} {...form.field("name")} />
      </Field>
      <Field label={words.slug} hint={words.slugHint} error={errors.slug} required>
        <Input autoComplete="off" autoCapitalize="none" readOnly={!editable} {...form.field("slug")} />
      </Field>
      {editable ? (
        <Button type="submit" pending={save.isPending} disabled={!form.dirty}>
          {text.save}
        </Button>
      ) : (
        <p className="text-muted-foreground">{words.readOnly}</p>
      )}
      {clash ? (
        <ClashDialog
          fields={clash.clash.conflicts.map(({ field, mine, theirs }) => ({
            label: words.fields[field as keyof typeof words.fields] ?? field,
            mine: String(mine ?? ""),
            theirs: String(theirs ?? ""),
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
