"use client";

import { Eye } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { DetailSkeleton, Empty, ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { tabClasses, tabListClasses } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { cn } from "@/lib/cn";
import { useUrlParams } from "@/lib/use-url-params";
import { useEndSupport, type AdminSupportAccess } from "../api";
import { useAccess, useForgetInside, useSecondsLeft } from "../inside";
import { text } from "../messages/en";
import { Conversations, Messages, Projects, TaskDetail, Tasks } from "./inside-views";

const words = text.inside;

/** A look into a workspace, for as long as its owner lets one: reading, and nothing else. */
export function InsidePage() {
  const [params] = useUrlParams();
  const access = useAccess(params.get("access") ?? "");
  useForgetInside();
  if (access.data) return <Look access={access.data} place={params.get("place")} id={params.get("id") ?? ""} />;
  return access.isError ? <ErrorCard title={text.failed} error={access.error} /> : <DetailSkeleton />;
}

function Look({ access, place, id }: { access: AdminSupportAccess; place: string | null; id: string }) {
  const left = useSecondsLeft(access.expires_at);
  if (access.status !== "active" || left === 0) {
    return (
      <Empty
        icon={Eye}
        title={words.over}
        hint={words.overHint(access.workspace_name)}
        action={
          <Button asChild variant="secondary">
            <Link href={paths.adminSupport}>{words.back}</Link>
          </Button>
        }
      />
    );
  }
  return (
    <>
      <Banner access={access} left={left} />
      <nav aria-label={words.nav} className={cn(tabListClasses, "mb-4")}>
        <Tab access={access} place="projects" current={place !== "conversations" && place !== "messages"} />
        <Tab access={access} place="conversations" current={place === "conversations" || place === "messages"} />
      </nav>
      <View access={access} place={place} id={id} />
    </>
  );
}

/** Whose workspace it is, why it is open, and for how long. */
function Banner({ access, left }: { access: AdminSupportAccess; left: number }) {
  const router = useRouter();
  const end = useEndSupport();
  return (
    <section
      aria-label={words.banner}
      className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-warning bg-warning-soft px-4 py-3"
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium break-words">{words.in(access.workspace_name)}</p>
        <p className="text-xs break-words">
          {words.why(access.reason)} {words.logged}
        </p>
      </div>
      <span role="timer" className="text-sm font-medium whitespace-nowrap tabular-nums">
        {words.left(left)}
      </span>
      <Button
        variant="secondary"
        size="sm"
        pending={end.isPending}
        onClick={() =>
          end.mutate(access.id, {
            onSuccess: () => router.push(paths.adminSupport),
            onError: (error) => toast.error(text.changeFailed, error),
          })
        }
      >
        {words.end}
      </Button>
    </section>
  );
}

interface TabProps {
  access: AdminSupportAccess;
  place: "projects" | "conversations";
  current: boolean;
}

const Tab = ({ access, place, current }: TabProps) => (
  <Link
    href={paths.adminInside(access.id, place)}
    prefetch={false}
    aria-current={current ? "page" : undefined}
    className={cn(tabClasses, "focus-visible:-outline-offset-2")}
  >
    {words.places[place]}
  </Link>
);

function View({ access, place, id }: { access: AdminSupportAccess; place: string | null; id: string }): ReactNode {
  if (place === "tasks") return <Tasks access={access} id={id} />;
  if (place === "task") return <TaskDetail access={access} id={id} />;
  if (place === "conversations") return <Conversations access={access} />;
  if (place === "messages") return <Messages access={access} id={id} />;
  return <Projects access={access} />;
}
