"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ListTodo, Plus, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { Empty, ErrorCard, NotFound, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { announce } from "@/lib/announce";
import { isMissing } from "@/lib/api/errors";
import { useMembers } from "@/lib/data/members";
import { useProject } from "@/lib/data/projects";
import { countFilters, noFilters } from "../filters";
import { useBulk, type BulkAction } from "../hooks/use-bulk";
import { useSelection } from "../hooks/use-selection";
import { useTaskFilters, useTaskPanel } from "../hooks/use-url";
import { text } from "../messages/en";
import { listTasks, rowsOf } from "../queries";
import type { Project } from "../types";
import { BulkBar } from "./bulk-bar";
import { FilterBar } from "./filter-bar";
import { NewTask } from "./new-task";
import { TaskPanel } from "./lazy";
import { TaskKeys } from "./task-keys";
import { TaskTable } from "./task-table";

/** The tasks of a project as a dense table. */
export function TaskListView({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  if (isMissing(project.error)) {
    return <NotFound back={{ href: paths.projects, label: "All projects" }} />;
  }
  if (project.isError && !project.data) {
    return <ErrorCard error={project.error} onRetry={() => void project.refetch()} retrying={project.isFetching} />;
  }
  if (!project.data) return <RowsSkeleton rows={8} label={text.list.loading} />;
  return <List project={project.data} />;
}

function List({ project }: { project: Project }) {
  const { filters, setFilters } = useTaskFilters();
  const panel = useTaskPanel();
  const { data: members = [] } = useMembers();
  const tasks = useInfiniteQuery(listTasks(project.id, filters));
  const bulk = useBulk(project.id);
  const [adding, setAdding] = useState(false);
  const rows = useMemo(() => rowsOf(tasks.data), [tasks.data]);
  const selection = useSelection(rows);
  const filtered = countFilters(filters) > 0;

  const act = (action: BulkAction) => {
    bulk.mutate({ tasks: selection.selected, action }, { onSuccess: selection.clear });
  };

  const loadMore = async () => {
    const { data } = await tasks.fetchNextPage();
    announce(text.list.shown(rowsOf(data).length, tasks.hasNextPage));
  };

  return (
    <>
      <h1 className="sr-only">{text.list.of(project.name)}</h1>
      <FilterBar filters={filters} onChange={setFilters} members={members}>
        <Button variant="secondary" className="ml-auto" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          <Plus aria-hidden="true" />
          {text.add.label}
        </Button>
      </FilterBar>
      {adding ? <NewTask project={project} onClose={() => setAdding(false)} /> : null}
      {tasks.isPending ? <RowsSkeleton rows={8} label={text.list.loading} /> : null}
      {tasks.isError && rows.length === 0 ? (
        <ErrorCard error={tasks.error} onRetry={() => void tasks.refetch()} retrying={tasks.isFetching} />
      ) : null}
      {tasks.isSuccess && rows.length === 0 ? (
        filtered ? (
          <Empty
            icon={SearchX}
            title={text.list.filteredEmpty}
            hint={text.list.filteredEmptyHint}
            action={
              <Button variant="secondary" onClick={() => setFilters({ ...noFilters, sort: filters.sort })}>
                {text.list.clear}
              </Button>
            }
          />
        ) : (
          <Empty
            icon={ListTodo}
            title={text.list.empty}
            hint={text.list.emptyHint}
            action={<Button onClick={() => setAdding(true)}>{text.add.submit}</Button>}
          />
        )
      ) : null}
      {rows.length > 0 ? (
        <>
          <TaskTable
            project={project}
            rows={rows}
            members={members}
            sort={filters.sort}
            onSort={(sort) => setFilters({ sort })}
            selection={selection}
            onOpen={panel.open}
          />
          <div className="mt-3 flex min-h-9 items-center justify-between gap-3 text-muted-foreground">
            <span role="status">{text.list.shown(rows.length, tasks.hasNextPage)}</span>
            {tasks.hasNextPage ? (
              <Button variant="secondary" pending={tasks.isFetchingNextPage} onClick={() => void loadMore()}>
                {text.list.loadMore}
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
      <BulkBar
        count={selection.selected.length}
        columns={project.columns}
        pending={bulk.isPending}
        onAction={act}
        onClear={selection.clear}
      />
      <TaskKeys
        find={(id) => rows.find((row) => row.id === id)}
        onSelect={(id, range) => selection.toggle(id, !selection.has(id), range)}
      />
      <TaskPanel
        project={project}
        taskId={panel.taskId}
        order={rows.map(({ id }) => id)}
        onGo={panel.go}
        onClose={panel.close}
      />
    </>
  );
}
