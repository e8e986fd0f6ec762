"use client";

import { ListChecks, Plus } from "lucide-react";
import { PageHeader } from "@/components/page-header";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { useUi } from "@/stores/ui";
import { useWork } from "../api";
import { text } from "../messages/en";
import { WorkList } from "./work-list";

export function MyWorkPage() {
  const open = useUi((state) => state.open);
  const work = useWork();
  const add = (
    <Button onClick={() => open("new-task")}>
      <Plus aria-hidden="true" />
      {text.newTask}
    </Button>
  );
  return (
    <div className="mx-auto w-full max-w-4xl">
      <PageHeader title={text.myWork} description={text.myWorkHint} actions={work.data?.length ? add : null} />
      {work.isPending ? <RowsSkeleton rows={8} label={text.loading} /> : null}
      {work.isError && !work.data ? (
        <ErrorCard
          title={text.failed}
          error={work.error}
          onRetry={() => void work.refetch()}
          retrying={work.isFetching}
        />
      ) : null}
      {work.data?.length === 0 ? (
        <Empty icon={ListChecks} title={text.empty} hint={text.emptyHint} action={add} />
      ) : null}
      {work.data && work.data.length > 0 ? <WorkList items={work.data} /> : null}
      {work.hasNextPage ? (
        <Button
          variant="secondary"
          className="mt-4"
          pending={work.isFetchingNextPage}
          onClick={() => void work.fetchNextPage()}
        >
          {text.more}
        </Button>
      ) : null}
    </div>
  );
}
