"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

export const views = ["home", "tasks", "messages", "approvals"] as const;
export type View = (typeof views)[number];

export interface Place {
  link: string | null;
  view: View;
  /** The one task, conversation or approval that is open. */
  id: string | null;
}

export const readPlace = (params: URLSearchParams): Place => ({
  link: params.get("link"),
  view: views.find((view) => view === params.get("view")) ?? "home",
  id: params.get("id"),
});

/**
 * Where in the portal: all of it is one page, so that the secret of the link never
 * has to stand in an address. The id of a link is no secret.
 */
export function addressOf({ link, view, id }: Place): string {
  const params = new URLSearchParams();
  if (link) params.set("link", link);
  if (view !== "home") params.set("view", view);
  if (id) params.set("id", id);
  return `/s?${params}`;
}

export function usePlace(): [Place, (view: View, id?: string | null) => void] {
  const params = useSearchParams();
  const place = readPlace(params);
  const { link } = place;
  const go = useCallback(
    (view: View, id: string | null = null) => {
      window.history.pushState(null, "", addressOf({ link, view, id }));
      window.scrollTo(0, 0);
    },
    [link],
  );
  return [place, go];
}
