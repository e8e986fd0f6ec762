"use client";

import { Settings } from "lucide-react";
import Link from "next/link";
import { Suspense } from "react";
import { FilterSelect } from "@/components/filter-bar";
import { PageHeader } from "@/components/page-header";
import { RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { useUrlParams } from "@/lib/use-url-params";
import { text } from "../messages/en";
import { MarkAll } from "./mark-all";
import { NotificationList } from "./notification-list";

export function NotificationsPage() {
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageHeader
        title={text.title}
        description={text.hint}
        actions={
          <>
            <MarkAll />
            <Button asChild variant="quiet" size="sm">
              <Link href={paths.settingsNotifications} prefetch={false}>
                <Settings aria-hidden="true" />
                {text.settings}
              </Link>
            </Button>
          </>
        }
      />
      <Suspense fallback={<RowsSkeleton rows={6} label={text.loading} />}>
        <List />
      </Suspense>
    </div>
  );
}

function List() {
  const [params, setParams] = useUrlParams();
  const show = params.get("show") === "unread" ? "unread" : "all";
  return (
    <>
      <div className="mb-3 w-40">
        <FilterSelect
          label={text.show}
          value={show}
          options={[
            ["all", text.shows.all],
            ["unread", text.shows.unread],
          ]}
          onChange={(value) => setParams({ show: value === "unread" ? value : null })}
        />
      </div>
      <NotificationList unread={show === "unread"} />
    </>
  );
}
