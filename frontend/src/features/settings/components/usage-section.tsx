"use client";

import { Card, Section } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "../messages/en";
import { useUsage } from "../workspace";

const words = text.usage;

/** How much the workspace holds, beside what it may hold. */
export function UsageSection({ workspaceId }: { workspaceId: string }) {
  const { data: usage, isError } = useUsage(workspaceId);
  if (isError) return null;
  const figures = usage && [
    { label: words.members, count: usage.members, limit: usage.member_limit },
    { label: words.clients, count: usage.clients },
    { label: words.projects, count: usage.projects, limit: usage.project_limit },
    { label: words.tasks, count: usage.tasks },
    { label: words.comments, count: usage.comments },
    { label: words.apiKeys, count: usage.api_keys },
  ];
  return (
    <Section id="usage" title={words.title}>
      <Card className="p-4">
        {figures ? (
          <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
            {figures.map(({ label, count, limit }) => (
              <div key={label}>
                <dt className="text-xs text-muted-foreground">{label}</dt>
                <dd className="text-lg font-semibold tabular-nums">
                  {count.toLocaleString()}
                  {limit ? <span className="text-sm font-normal text-muted-foreground"> {words.of(limit)}</span> : null}
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <Skeleton className="h-20 w-full" />
        )}
      </Card>
    </Section>
  );
}
