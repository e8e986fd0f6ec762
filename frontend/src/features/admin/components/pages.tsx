"use client";

import type { ReactNode } from "react";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { text } from "../messages/en";

interface Pages<T> {
  data?: { pages: { data: T[] }[] };
  error: unknown;
  isError: boolean;
  isFetchingNextPage: boolean;
  hasNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

/** A list that is loaded page by page, in all its states. */
export function PagedList<T>({
  label,
  pages,
  children,
}: {
  label: string;
  pages: Pages<T>;
  children: (row: T) => ReactNode;
}) {
  const rows = pages.data?.pages.flatMap(({ data }) => data);
  if (!rows) {
    return pages.isError ? (
      <ErrorCard title={text.failed} error={pages.error} onRetry={() => void pages.refetch()} />
    ) : (
      <RowsSkeleton label={label} />
    );
  }
  if (rows.length === 0) return <Empty compact title={text.empty} />;
  return (
    <>
      <Card>
        <ul className="divide-y" aria-label={label}>
          {rows.map(children)}
        </ul>
      </Card>
      {pages.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          className="mt-3"
          pending={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {text.more}
        </Button>
      ) : null}
    </>
  );
}
