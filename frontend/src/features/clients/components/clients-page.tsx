"use client";

import { Plus, SearchX, Users } from "lucide-react";
import { Suspense, useState } from "react";
import { FilterBar, FilterSelect, SearchField } from "@/components/filter-bar";
import { PageHeader } from "@/components/page-header";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import type { ClientQuery, ClientRow } from "@/lib/data/clients";
import { useUrlParams } from "@/lib/use-url-params";
import { useUi } from "@/stores/ui";
import { useClientPages } from "../api";
import { text } from "../messages/en";
import { statuses, turns } from "../schema";
import { ClientTable } from "./client-table";
import { DeleteClient } from "./delete-client";

export function ClientsPage() {
  const open = useUi((state) => state.open);
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.hint}
        actions={
          <Button onClick={() => open("new-client")}>
            <Plus aria-hidden="true" />
            {text.add}
          </Button>
        }
      />
      <Suspense fallback={<RowsSkeleton label={text.loading} />}>
        <Clients />
      </Suspense>
    </>
  );
}

const known = <T extends string>(value: string | null, options: readonly T[]): T | undefined =>
  options.find((option) => option === value);

const sorts = ["name", "-updated_at", "-created_at"] as const;

function queryOf(params: URLSearchParams): ClientQuery {
  const query: ClientQuery = { sort: known(params.get("sort"), sorts) ?? "name" };
  const q = params.get("q")?.trim().slice(0, 200);
  const status = known(params.get("status"), statuses);
  const turn = known(params.get("waiting"), turns);
  if (q) query.q = q;
  if (status) query["filter[status]"] = status;
  if (turn) query["filter[waiting_on]"] = turn;
  return query;
}

function Clients() {
  const open = useUi((state) => state.open);
  const [params, setParams] = useUrlParams();
  const query = queryOf(params);
  const clients = useClientPages(query);
  const [deleting, setDeleting] = useState<ClientRow | null>(null);

  const rows = clients.data?.pages.flatMap((page) => page.data) ?? [];
  const filtered = Boolean(query.q ?? query["filter[status]"] ?? query["filter[waiting_on]"]);
  const clear = () => setParams({ q: null, status: null, waiting: null });

  if (clients.isSuccess && rows.length === 0 && !filtered) {
    return (
      <Empty
        icon={Users}
        title={text.empty}
        hint={text.emptyHint}
        action={<Button onClick={() => open("new-client")}>{text.add}</Button>}
      />
    );
  }

  return (
    <>
      <FilterBar>
        <SearchField label={text.search} value={query.q ?? ""} onChange={(q) => setParams({ q })} />
        <FilterSelect
          label={text.filterStatus}
          value={query["filter[status]"] ?? ""}
          options={[["", text.anyStatus], ...statuses.map((status) => [status, text.status[status]] as const)]}
          onChange={(status) => setParams({ status })}
        />
        <FilterSelect
          label={text.filterWaiting}
          value={query["filter[waiting_on]"] ?? ""}
          options={[
            ["", text.anyWaiting],
            ...turns.map((turn) => [turn, `${text.filterWaiting}: ${text.waiting[turn]}`] as const),
          ]}
          onChange={(waiting) => setParams({ waiting })}
        />
        <FilterSelect
          label={text.sort}
          value={query.sort ?? "name"}
          options={sorts.map((sort) => [sort, text.sorts[sort]] as const)}
          onChange={(sort) => setParams({ sort: sort === "name" ? null : sort })}
        />
      </FilterBar>
      {clients.isPending ? <RowsSkeleton label={text.loading} /> : null}
      {clients.isError ? (
        <ErrorCard
          title={text.failed}
          error={clients.error}
          onRetry={() => void clients.refetch()}
          retrying={clients.isFetching}
        />
      ) : null}
      {clients.isSuccess && rows.length === 0 ? (
        <Empty
          icon={SearchX}
          title={text.filteredEmpty}
          hint={text.filteredEmptyHint}
          action={
            <Button variant="secondary" onClick={clear}>
              {text.clear}
            </Button>
          }
        />
      ) : null}
      {rows.length > 0 ? <ClientTable rows={rows} onDelete={setDeleting} /> : null}
      <div className="mt-3 flex items-center justify-between gap-3 text-xs text-muted-foreground">
        <p role="status">{clients.isSuccess ? text.shown(rows.length, clients.hasNextPage) : ""}</p>
        {clients.hasNextPage ? (
          <Button
            variant="secondary"
            size="sm"
            pending={clients.isFetchingNextPage}
            onClick={() => void clients.fetchNextPage()}
          >
            {text.more}
          </Button>
        ) : null}
      </div>
      {deleting ? <DeleteClient client={deleting} onClose={() => setDeleting(null)} /> : null}
    </>
  );
}
