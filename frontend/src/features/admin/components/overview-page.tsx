"use client";

import { ErrorCard, RowsSkeleton } from "@/components/states";
import { Card } from "@/components/ui/card";
import { useStats } from "../api";
import { text } from "../messages/en";

const { title, ...labels } = text.stats;
const names = Object.keys(labels) as (keyof typeof labels)[];

export function OverviewPage() {
  const stats = useStats();
  return (
    <>
      <h2 className="mb-3 text-sm font-semibold">{title}</h2>
      {stats.isPending ? <RowsSkeleton rows={2} label={title} /> : null}
      {stats.isError && !stats.data ? (
        <ErrorCard title={text.failed} error={stats.error} onRetry={() => void stats.refetch()} />
      ) : null}
      {stats.data ? (
        <Card className="p-4">
          <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
            {names.map((name) => (
              <div key={name}>
                <dt className="text-xs text-muted-foreground">{labels[name]}</dt>
                <dd className="text-lg font-semibold tabular-nums">{stats.data[name].toLocaleString()}</dd>
              </div>
            ))}
          </dl>
        </Card>
      ) : null}
    </>
  );
}
