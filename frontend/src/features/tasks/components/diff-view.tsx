"use client";

import { ArrowRight } from "lucide-react";
import { cn } from "@/lib/cn";
import { diffRows, type DiffRow, type Names } from "../diff";
import { text } from "../messages/en";
import type { Part } from "../text-diff";
import type { FieldDiff } from "../types";

/** The fields that differ between two versions. */
export function DiffView({ changes, names }: { changes: FieldDiff[]; names: Names }) {
  const rows = diffRows(changes, names);
  if (rows.length === 0) return <p className="text-muted-foreground">{text.history.same}</p>;
  return (
    <dl className="divide-y rounded-lg border">
      {rows.map((row) => (
        <div key={row.field} className="px-3 py-2.5">
          <dt className="text-xs font-medium text-muted-foreground">{row.label}</dt>
          <dd className="mt-1">
            <Change row={row} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const removed = "rounded-sm bg-destructive-soft text-destructive line-through decoration-1";
const added = "rounded-sm bg-success-soft text-success no-underline";

function Change({ row }: { row: DiffRow }) {
  if (row.kind === "text") {
    return (
      <p className="break-words whitespace-pre-wrap">
        {row.parts.map((part, i) => (
          <Words key={i} part={part} />
        ))}
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {row.from ? (
        <>
          <del className={cn(removed, "px-1")}>{row.from}</del>
          <ArrowRight aria-hidden="true" className="size-3.5 text-muted-foreground" />
        </>
      ) : null}
      <ins className={cn(added, "px-1")}>{row.to}</ins>
    </p>
  );
}

function Words({ part }: { part: Part }) {
  if (part.kind === "removed") return <del className={removed}>{part.text}</del>;
  if (part.kind === "added") return <ins className={added}>{part.text}</ins>;
  return part.text;
}
