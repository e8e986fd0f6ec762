"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Empty, ErrorCard, Loading, OfflineBanner } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/config/paths";
import { isApiError } from "@/lib/api/errors";
import { ConfirmPerson } from "@/features/auth";
import { useMe } from "@/lib/data/me";
import { later } from "@/lib/later";
import { useUi } from "@/stores/ui";
import { useGlobalKeys } from "../hooks/use-global-keys";
import { useSessionGuard } from "../hooks/use-session-guard";
import { text } from "../messages/en";
import { needsNoWorkspace } from "../navigation";
import { BottomBar } from "./bottom-bar";
import { Sidebar } from "./sidebar";
import { TopBar } from "./top-bar";

const Palette = later(() => import("./palette").then((part) => part.Palette));
const ShortcutsDialog = later(() => import("./shortcuts-dialog").then((part) => part.ShortcutsDialog));

/** Everything around a page of somebody who is signed in. */
export function AppFrame({ children, dialogs }: { children: ReactNode; dialogs?: ReactNode }) {
  useGlobalKeys();
  const { signedOut } = useSessionGuard();
  const pathname = usePathname();
  const me = useMe();
  const dialog = useUi((state) => state.dialog);
  const failed = me.isError && !(isApiError(me.error) && me.error.status === 401);

  let content = children;
  if (signedOut || (me.isError && !failed)) content = <PageSkeleton />;
  else if (failed) {
    content = (
      <ErrorCard
        title={text.loadFailed}
        error={me.error}
        onRetry={() => void me.refetch()}
        retrying={me.isFetching}
        className="mx-auto mt-10 max-w-lg"
      />
    );
  } else if (me.data?.workspaces.length === 0 && !needsNoWorkspace(pathname)) {
    content = (
      <Empty
        heading="h1"
        title={text.noWorkspace}
        hint={text.noWorkspaceHint}
        className="mx-auto mt-10 max-w-lg"
        action={
          <Button asChild>
            <Link href={paths.newWorkspace}>{text.newWorkspace}</Link>
          </Button>
        }
      />
    );
  }

  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {text.skip}
      </a>
      <Sidebar />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar />
        <OfflineBanner />
        <main
          id="main"
          tabIndex={-1}
          className="flex min-w-0 flex-1 flex-col px-4 pt-5 pb-24 outline-none sm:px-6 sm:pb-10"
        >
          {content}
        </main>
      </div>
      <BottomBar />
      {dialog === "palette" ? <Palette /> : null}
      {dialog === "shortcuts" ? <ShortcutsDialog /> : null}
      {dialogs}
      <ConfirmPerson />
    </div>
  );
}

function PageSkeleton() {
  return (
    <Loading label="Loading">
      <Skeleton className="h-7 w-48" />
    </Loading>
  );
}
