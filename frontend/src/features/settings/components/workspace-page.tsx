"use client";

import { useState } from "react";
import * as v from "valibot";
import { ClashDialog } from "@/components/clash-dialog";
import { DetailSkeleton, ErrorCard, RowsSkeleton } from "@/components/states";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { isApiError } from "@/lib/api/errors";
import { useMe, useWorkspace } from "@/lib/data/me";
import { useMembers } from "@/lib/data/members";
import { useForm } from "@/lib/use-form";
import { formatDate } from "@/lib/format";
import { Clash } from "@/lib/save";
import { useSaveWorkspace, useWorkspaceRow, type Workspace, type WorkspacePatch } from "../api";
import { text } from "../messages/en";

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
  return (
    <>
      <h2 className="sr-only">{text.tabs.workspace}</h2>
      <p className="mb-5 text-muted-foreground">{words.hint}</p>
      {row.data ? <WorkspaceForm workspace={row.data} /> : null}
      {row.isPending ? <DetailSkeleton label={text.loading} /> : null}
      {row.isError && !row.data ? (
        <ErrorCard title={text.failed} error={row.error} onRetry={() => void row.refetch()} retrying={row.isFetching} />
      ) : null}
      <Members />
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
  const owner = workspace.role === "owner";

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
        <Input autoComplete="organization" readOnly={!owner} {...form.field("name")} />
      </Field>
      <Field label={words.slug} hint={words.slugHint} error={errors.slug} required>
        <Input autoComplete="off" autoCapitalize="none" readOnly={!owner} {...form.field("slug")} />
      </Field>
      {owner ? (
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

function Members() {
  const { data: me } = useMe();
  const members = useMembers();
  return (
    <Section id="members" title={words.members} className="mt-8">
      {members.isPending ? <RowsSkeleton rows={2} label={words.members} /> : null}
      {members.isError && !members.data ? (
        <ErrorCard compact title={words.membersFailed} error={members.error} onRetry={() => void members.refetch()} />
      ) : null}
      {members.data ? (
        <Card>
          <ul className="divide-y">
            {members.data.map((member) => (
              <li key={member.id} className="flex min-h-13 items-center gap-3 px-4 py-2">
                <Avatar name={member.name} seed={member.id} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">
                    {member.name}
                    {member.id === me?.id ? (
                      <span className="font-normal text-muted-foreground"> ({words.you})</span>
                    ) : null}
                  </span>
                  <span className="block truncate text-xs text-muted-foreground">{member.email}</span>
                </span>
                <span className="text-xs text-muted-foreground max-sm:hidden">
                  {words.since(formatDate(member.created_at))}
                </span>
                <Badge tone={member.role === "owner" ? "primary" : "neutral"}>{words.roles[member.role]}</Badge>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </Section>
  );
}
