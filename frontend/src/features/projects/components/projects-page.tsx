"use client";

import { FolderKanban, Plus, SearchX } from "lucide-react";
import { Suspense } from "react";
import { FilterBar, FilterSelect, SearchField } from "@/components/filter-bar";
import { PageHeader } from "@/components/page-header";
import { CardsSkeleton, Empty, ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { useClientChoices } from "@/lib/data/clients";
import type { ProjectQuery } from "@/lib/data/projects";
import { useUrlParams } from "@/lib/use-url-params";
import { useUi } from "@/stores/ui";
import { useProjectPages } from "../api";
import { text } from "../messages/en";
import { statuses } from "../schema";
import { ProjectCard } from "./project-card";

export function ProjectsPage() {
  const open = useUi((state) => state.open);
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.hint}
        actions={
          <Button onClick={() => open("new-project")}>
            <Plus aria-hidden="true" />
            {text.add}
          </Button>
        }
      />
      <Suspense fallback={<CardsSkeleton label={text.loading} />}>
        <Projects />
      </Suspense>
    </>
  );
}

const sorts = ["-updated_at", "due_on", "name"] as const;
const filterable = [...statuses, "archived"] as const;
const uuid = /^[0-9a-f-]{36}$/i;

export function queryOf(params: URLSearchParams): ProjectQuery {
  const query: ProjectQuery = { sort: sorts.find((sort) => sort === params.get("sort")) ?? "-updated_at" };
  const q = params.get("q")?.trim().slice(0, 200);
  const status = filterable.find((value) => value === params.get("status"));
  const client = params.get("client");
  if (q) query.q = q;
  if (status) query["filter[status]"] = status;
  else query["filter[archived]"] = false;
  if (client === "none") query["filter[client_id][null]"] = true;
  else if (client && uuid.test(client)) query["filter[client_id]"] = client;
  return query;
}

function Projects() {
  const open = useUi((state) => state.open);
  const [params, setParams] = useUrlParams();
  const query = queryOf(params);
  const projects = useProjectPages(query);
  const clients = useClientChoices();

  const rows = projects.data?.pages.flatMap((page) => page.data) ?? [];
  const client = query["filter[client_id]"] ?? (query["filter[client_id][null]"] ? "none" : "");
  const filtered = Boolean(query.q ?? query["filter[status]"]) || client !== "";

  if (projects.isSuccess && rows.length === 0 && !filtered) {
    return (
      <Empty
        icon={FolderKanban}
        title={text.empty}
        hint={text.emptyHint}
        action={<Button onClick={() => open("new-project")}>{text.add}</Button>}
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
          options={[["", text.anyStatus], ...filterable.map((status) => [status, text.status[status]] as const)]}
          onChange={(status) => setParams({ status })}
        />
        <FilterSelect
          label={text.filterClient}
          value={client}
          options={[
            ["", text.anyClient],
            ["none", text.noClient],
            ...(clients.data ?? []).map(({ id, name }) => [id, name] as const),
          ]}
          onChange={(value) => setParams({ client: value })}
        />
        <FilterSelect
          label={text.sort}
          value={query.sort ?? "-updated_at"}
          options={sorts.map((sort) => [sort, text.sorts[sort]] as const)}
          onChange={(sort) => setParams({ sort: sort === "-updated_at" ? null : sort })}
        />
      </FilterBar>
      {projects.isPending ? <CardsSkeleton label={text.loading} /> : null}
      {projects.isError ? (
        <ErrorCard
          title={text.failed}
          error={projects.error}
          onRetry={() => void projects.refetch()}
          retrying={projects.isFetching}
        />
      ) : null}
      {projects.isSuccess && rows.length === 0 ? (
        <Empty
          icon={SearchX}
          title={text.filteredEmpty}
          hint={text.filteredEmptyHint}
          action={
            <Button variant="secondary" onClick={() => setParams({ q: null, status: null, client: null })}>
              {text.clear}
            </Button>
          }
        />
      ) : null}
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {rows.map((project) => (
          <li key={project.id}>
            <ProjectCard project={project} />
          </li>
        ))}
      </ul>
      <div className="mt-3 flex items-center justify-between gap-3 text-xs text-muted-foreground">
        <p role="status">{projects.isSuccess ? text.shown(rows.length, projects.hasNextPage) : ""}</p>
        {projects.hasNextPage ? (
          <Button
            variant="secondary"
            size="sm"
            pending={projects.isFetchingNextPage}
            onClick={() => void projects.fetchNextPage()}
          >
            {text.more}
          </Button>
        ) : null}
      </div>
    </>
  );
}
