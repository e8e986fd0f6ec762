"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { ErrorCard, Loading } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { formatDateTime, formatRelative } from "@/lib/format";
import { changedLabels, type Names } from "../diff";
import { useRestoreVersion } from "../hooks/use-task-actions";
import { text } from "../messages/en";
import { rowsOf, taskVersions, versionDiff } from "../queries";
import type { TaskVersionRow } from "../types";
import { DiffView } from "./diff-view";

export type HistoryProps = {
  taskId: string;
  names: Names;
  /** Versions beside the comparison, where there is room for both. */
  wide?: boolean;
};

/** All versions of a task, what differs between any two, and the way back. */
export function History({ taskId, names, wide }: HistoryProps) {
  const versions = useInfiniteQuery(taskVersions(taskId));
  const restore = useRestoreVersion(taskId);
  const [picked, setPicked] = useState<{ from?: number; to?: number }>({});
  const [asking, setAsking] = useState<number>();
  const rows = rowsOf(versions.data);

  if (versions.isPending) {
    return (
      <Loading label={text.history.versions}>
        <Skeleton className="h-32 w-full" />
      </Loading>
    );
  }
  if (versions.isError && rows.length === 0) {
    return <ErrorCard compact error={versions.error} onRetry={() => void versions.refetch()} />;
  }

  const current = rows[0]?.rev;
  const to = picked.to ?? current;
  const before = rows[rows.findIndex(({ rev }) => rev === to) + 1]?.rev;
  const from = picked.from ?? before ?? to;

  return (
    <div className={cn("grid gap-5", wide && "lg:grid-cols-[18rem_1fr] lg:items-start")}>
      <section aria-label={text.history.versions}>
        <ol className="space-y-1">
          {rows.map((version) => (
            <Version
              key={version.rev}
              version={version}
              names={names}
              current={version.rev === current}
              chosen={version.rev === to}
              onChoose={() => setPicked({ to: version.rev })}
            />
          ))}
        </ol>
        {versions.hasNextPage ? (
          <Button
            variant="secondary"
            size="sm"
            className="mt-3"
            pending={versions.isFetchingNextPage}
            onClick={() => void versions.fetchNextPage()}
          >
            {text.history.more}
          </Button>
        ) : null}
      </section>
      {rows.length === 1 ? (
        <p className="text-muted-foreground">{text.history.onlyOne}</p>
      ) : (
        <section aria-label={text.history.compare} className="min-w-0">
          <div className="mb-3 flex flex-wrap items-end gap-2">
            <Choice
              label={text.history.from}
              value={from}
              rows={rows}
              onChange={(rev) => setPicked({ from: rev, to })}
            />
            <Choice label={text.history.to} value={to} rows={rows} onChange={(rev) => setPicked({ from, to: rev })} />
            {to !== current ? (
              <Button variant="secondary" onClick={() => setAsking(to)}>
                <RotateCcw aria-hidden="true" />
                {text.history.restore}
              </Button>
            ) : null}
          </div>
          <Comparison taskId={taskId} from={from} to={to} names={names} />
        </section>
      )}
      <ConfirmDialog
        open={asking !== undefined}
        onOpenChange={(open) => !open && setAsking(undefined)}
        tone="plain"
        title={text.history.restoreAsk(asking ?? 0)}
        description={text.history.restoreHint}
        confirm={text.history.restore}
        pending={restore.isPending}
        onConfirm={() =>
          asking !== undefined &&
          restore.mutate(asking, {
            onSuccess: () => setPicked({}),
            onSettled: () => setAsking(undefined),
          })
        }
      />
    </div>
  );
}

type VersionProps = { version: TaskVersionRow; names: Names; current: boolean; chosen: boolean; onChoose: () => void };

function Version({ version, names, current, chosen, onChoose }: VersionProps) {
  const actor = names.members.find(({ id }) => id === version.actor_id)?.name ?? text.activity.somebody;
  const what = version.op === "update" ? changedLabels(version.changed).join(", ") : text.history.ops[version.op];
  return (
    <li>
      <button
        type="button"
        aria-pressed={chosen}
        onClick={onChoose}
        className={cn(
          "w-full rounded-md border border-transparent px-2.5 py-2 text-left hover:bg-accent",
          chosen && "border-border bg-accent",
        )}
      >
        <span className="flex items-center gap-2 font-medium">
          {text.history.version(version.rev)}
          {current ? <Badge tone="primary">{text.history.current}</Badge> : null}
        </span>
        <span className="block text-xs text-muted-foreground">
          {what || text.history.ops.update} · {actor} ·{" "}
          <time dateTime={version.at} title={formatDateTime(version.at)}>
            {formatRelative(version.at)}
          </time>
        </span>
      </button>
    </li>
  );
}

type ChoiceProps = { label: string; value: number; rows: TaskVersionRow[]; onChange: (rev: number) => void };

function Choice({ label, value, rows, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      <Select wrapperClassName="w-auto" value={value} onChange={({ target }) => onChange(Number(target.value))}>
        {rows.map(({ rev }) => (
          <option key={rev} value={rev}>
            {text.history.version(rev)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Comparison({ taskId, from, to, names }: { taskId: string; from: number; to: number; names: Names }) {
  const same = from === to;
  const diff = useQuery({ ...versionDiff(taskId, from, to), enabled: !same });
  if (same) return <p className="text-muted-foreground">{text.history.same}</p>;
  if (diff.isError) return <ErrorCard compact error={diff.error} onRetry={() => void diff.refetch()} />;
  if (!diff.data) return <Skeleton className="h-20 w-full" />;
  return <DiffView changes={diff.data.changes} names={names} />;
}
