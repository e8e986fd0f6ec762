"use client";

import { FilterBar, FilterSelect } from "@/components/filter-bar";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useCan } from "@/lib/data/can";
import { useMembers } from "@/lib/data/members";
import { useUrlParams } from "@/lib/use-url-params";
import { useAuditLog } from "../api";
import { text } from "../messages/en";
import { actionWords } from "../words";
import { AuditRow } from "./audit-row";
import { VerifyLog } from "./verify-log";

export function AuditPage() {
  const can = useCan();
  const [params, setParams] = useUrlParams();
  const actor = params.get("person") ?? undefined;
  const action = params.get("action") ?? undefined;
  const log = useAuditLog({ actor, action });
  const members = useMembers();
  const entries = log.data?.pages.flatMap(({ data }) => data) ?? [];
  // What can be chosen is what has been seen, and what is chosen now.
  const actions = [...new Set([...entries.map((entry) => entry.action), ...(action ? [action] : [])])].sort();

  return (
    <>
      <h2 className="sr-only">{text.title}</h2>
      <p className="mb-5 text-muted-foreground">{text.hint}</p>
      {can("verifyAuditLog") ? <VerifyLog /> : null}
      <FilterBar>
        <FilterSelect
          label={text.person}
          value={actor ?? ""}
          options={[["", text.everybody] as const, ...(members.data ?? []).map(({ id, name }) => [id, name] as const)]}
          onChange={(person) => setParams({ person })}
        />
        <FilterSelect
          label={text.action}
          value={action ?? ""}
          options={[["", text.anyAction] as const, ...actions.map((name) => [name, actionWords(name)] as const)]}
          onChange={(next) => setParams({ action: next })}
        />
      </FilterBar>
      {log.isPending ? <RowsSkeleton label={text.loading} /> : null}
      {log.isError && !log.data ? (
        <ErrorCard title={text.failed} error={log.error} onRetry={() => void log.refetch()} retrying={log.isFetching} />
      ) : null}
      {log.isSuccess && entries.length === 0 ? (
        <Empty compact title={actor || action ? text.filteredEmpty : text.empty} />
      ) : null}
      {entries.length > 0 ? (
        <Card>
          <ol className="divide-y" aria-label={text.title}>
            {entries.map((entry) => (
              <AuditRow key={entry.seq} entry={entry} />
            ))}
          </ol>
        </Card>
      ) : null}
      {log.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          className="mt-3"
          pending={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {text.more}
        </Button>
      ) : null}
    </>
  );
}
