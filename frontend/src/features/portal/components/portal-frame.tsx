"use client";

import { Eye, UserRound } from "lucide-react";
import { useState } from "react";
import { Loading, OfflineBanner } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Count } from "@/components/ui/count";
import { Skeleton } from "@/components/ui/skeleton";
import { TabNav } from "@/components/ui/tab-nav";
import { tabClasses } from "@/components/ui/tabs";
import { formatDate } from "@/lib/format";
import { later } from "@/lib/later";
import { useTitle } from "@/lib/use-title";
import { usePortalActions } from "../actions";
import { PortalContext } from "../context";
import { usePlace, views, type Place, type View } from "../hooks/use-place";
import { text } from "../messages/en";
import type { Portal } from "../types";
import { Home } from "./home";
import { PartLink } from "./part-link";

const loading = () => (
  <Loading label={text.loading}>
    <Skeleton className="h-40 w-full" />
  </Loading>
);
const Tasks = later(() => import("./tasks").then((part) => part.Tasks), loading);
const Task = later(() => import("./task").then((part) => part.Task), loading);
const Messages = later(() => import("./messages").then((part) => part.Messages), loading);
const Conversation = later(() => import("./conversation").then((part) => part.Conversation), loading);
const Approvals = later(() => import("./approvals").then((part) => part.Approvals), loading);
const Approval = later(() => import("./approvals").then((part) => part.Approval), loading);
const NameDialog = later(() => import("./name-dialog").then((part) => part.NameDialog));

/** The portal once it is open: who shares, who looks, and one part at a time. */
export function PortalFrame({ portal }: { portal: Portal }) {
  const [place] = usePlace();
  const { rename } = usePortalActions(portal.link_id);
  // What waits for a name; undefined while nobody is asked.
  const [asked, setAsked] = useState<(() => void) | undefined>();
  const writes = portal.permission !== "view" && !portal.preview;
  useTitle(portal.scope_name || text.title);

  const state = {
    portal,
    writes,
    named: (run: () => void) => (portal.guest.name ? run() : setAsked(() => run)),
    rename: () => setAsked(() => () => undefined),
  };

  return (
    <PortalContext value={state}>
      <div className="mx-auto flex min-h-dvh w-full max-w-3xl flex-col px-4 pb-8 sm:px-6">
        {portal.preview ? <PreviewNote /> : null}
        <OfflineBanner />
        <Head portal={portal} onRename={writes ? state.rename : undefined} />
        <Parts portal={portal} place={place} />
        <main className="min-w-0 flex-1 py-5">
          <Part place={place} />
        </main>
        <footer className="border-t pt-4 text-xs text-muted-foreground">
          {writes ? null : <p>{text.readOnly}</p>}
          <p>{text.foot(formatDate(portal.expires_at))}</p>
        </footer>
      </div>
      {asked ? (
        <NameDialog
          name={portal.guest.name ?? ""}
          pending={rename.isPending}
          onClose={() => setAsked(undefined)}
          onSave={(name) =>
            rename.mutate(name, {
              onSuccess: () => {
                setAsked(undefined);
                asked();
              },
            })
          }
        />
      ) : null}
    </PortalContext>
  );
}

function PreviewNote() {
  return (
    <p
      role="status"
      className="-mx-4 flex items-center justify-center gap-2 bg-warning-soft px-4 py-2 text-center text-xs font-medium text-warning sm:-mx-6"
    >
      <Eye aria-hidden="true" className="size-3.5 shrink-0" />
      {text.preview}
    </p>
  );
}

function Head({ portal, onRename }: { portal: Portal; onRename?: () => void }) {
  const { name } = portal.guest;
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2 pt-6 pb-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="text-muted-foreground">{text.from(portal.workspace_name)}</p>
        {/* The part below names itself in its h1; this names what is shared. */}
        <p className="text-xl leading-7 font-semibold tracking-tight">{portal.scope_name || text.title}</p>
      </div>
      {onRename ? (
        <Button variant="quiet" size="sm" onClick={onRename} className="-ml-2.5 sm:-mr-2.5 sm:ml-0">
          <UserRound aria-hidden="true" />
          {name ? text.you(name) : text.anonymous}
        </Button>
      ) : null}
    </header>
  );
}

const waitingIn = { home: null, tasks: null, messages: "conversation", approvals: "approval" } as const;

function Parts({ portal, place }: { portal: Portal; place: Place }) {
  const waiting = (view: View) => portal.waiting.filter(({ kind }) => kind === waitingIn[view]).length;
  return (
    <TabNav label={text.tabsLabel} className="-mx-4 px-4 sm:-mx-6 sm:px-6">
      {views.map((view) => (
        <PartLink
          key={view}
          view={view}
          current={view === place.view}
          className={`${tabClasses} focus-visible:-outline-offset-2`}
        >
          {text.tabs[view]}
          <Count value={waiting(view)} label={text.waiting} />
        </PartLink>
      ))}
    </TabNav>
  );
}

function Part({ place: { view, id } }: { place: Place }) {
  switch (view) {
    case "home":
      return <Home />;
    case "tasks":
      return id ? <Task key={id} id={id} /> : <Tasks />;
    case "messages":
      return id ? <Conversation key={id} id={id} /> : <Messages />;
    case "approvals":
      return id ? <Approval key={id} id={id} /> : <Approvals />;
  }
}
