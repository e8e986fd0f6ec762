"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { Suspense, useEffect, useState } from "react";
import { isApiError } from "@/lib/api/errors";
import { later } from "@/lib/later";
import { useLinkToken } from "@/lib/link-token";
import { onClosed } from "../client";
import { addressOf, readPlace } from "../hooks/use-place";
import { home, portalKeys } from "../queries";
import { Opening } from "./opening";

// Asked for while the link is being opened, so that neither waits for the other.
const PortalFrame = later(() => import("./portal-frame").then((part) => part.PortalFrame), Opening);
const Closed = later(() => import("./closed").then((part) => part.Closed), Opening);
const Door = later(() => import("./door").then((part) => part.Door), Opening);
const Failed = later(() => import("./failed").then((part) => part.Failed), Opening);

/** What a share link opens: for clients, who have no account. */
export function PortalPage() {
  return (
    <Suspense fallback={<Opening />}>
      <Gate />
    </Suspense>
  );
}

function Gate() {
  const token = useLinkToken();
  const { link } = readPlace(useSearchParams());
  const [passed, setPassed] = useState<string | null>(null);
  useEffect(() => void PortalFrame.load(), []);

  if (token === undefined) return <Opening />;
  if (token !== null && token !== passed) {
    return (
      <Door
        key={token}
        token={token}
        onOpened={(id) => {
          // The id is no secret: with the cookie of this browser it is enough to come back.
          window.history.replaceState(null, "", addressOf({ link: id, view: "home", id: null }));
          setPassed(token);
        }}
      />
    );
  }
  return link === null ? <Closed /> : <Inside key={link} link={link} />;
}

function Inside({ link }: { link: string }) {
  const cache = useQueryClient();
  const [closed, setClosed] = useState(false);
  const portal = useQuery({ ...home(link), enabled: !closed });

  useEffect(
    () =>
      onClosed(() => {
        setClosed(true);
        // Nothing of it stays on the screen or in memory.
        cache.removeQueries({ queryKey: portalKeys.all(link) });
      }),
    [cache, link],
  );

  if (closed || (isApiError(portal.error) && !portal.error.temporary)) return <Closed />;
  if (portal.data) return <PortalFrame portal={portal.data} />;
  if (portal.isError) {
    return <Failed error={portal.error} onRetry={() => void portal.refetch()} retrying={portal.isFetching} />;
  }
  return <Opening />;
}
