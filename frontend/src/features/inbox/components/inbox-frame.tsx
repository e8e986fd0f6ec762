"use client";

import { PenLine } from "lucide-react";
import { usePathname } from "next/navigation";
import { Suspense, type ReactNode } from "react";
import { FilterSelect } from "@/components/filter-bar";
import { RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { cn } from "@/lib/cn";
import { useUrlParams } from "@/lib/use-url-params";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";
import { queryOf, shows, showOf } from "../shows";
import { ConversationList } from "./conversation-list";

/** The list of conversations, and the open one beside it; on phones one of both. */
export function InboxFrame({ children }: { children: ReactNode }) {
  const open = useUi((state) => state.open);
  const pathname = usePathname();
  const alone = pathname === paths.inbox;
  // An open conversation is what the page is about.
  const Heading = alone ? "h1" : "p";
  return (
    <div className="grid min-w-0 flex-1 gap-6 lg:grid-cols-[17rem_minmax(0,1fr)] xl:grid-cols-[22rem_minmax(0,1fr)]">
      <div className={cn("min-w-0", !alone && "max-lg:hidden")}>
        <div className="mb-3 flex items-center justify-between gap-3">
          <Heading className="text-xl leading-8 font-semibold tracking-tight">{text.title}</Heading>
          <Button size="sm" onClick={() => open("new-conversation")}>
            <PenLine aria-hidden="true" />
            {text.new}
          </Button>
        </div>
        <Suspense fallback={<RowsSkeleton rows={5} label={text.loading} />}>
          <List current={pathname.split("/")[2]} />
        </Suspense>
      </div>
      <div className={cn("flex min-w-0 flex-col", alone && "max-lg:hidden")}>{children}</div>
    </div>
  );
}

function List({ current }: { current: string | undefined }) {
  const [params, setParams] = useUrlParams();
  const show = showOf(params.get("show"));
  return (
    <nav aria-label={text.list}>
      <div className="mb-3">
        <FilterSelect
          label={text.show}
          value={show}
          options={shows.map((value) => [value, text.shows[value]] as const)}
          onChange={(value) => setParams({ show: value === shows[0] ? null : value })}
        />
      </div>
      <ConversationList query={queryOf(show)} current={current} empty={text.empty[show]} />
    </nav>
  );
}
