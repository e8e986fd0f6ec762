"use client";

import { usePathname } from "next/navigation";
import { Fragment, Suspense, use, type ReactNode } from "react";
import { browser } from "react-dom";

type Names<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

export type RouteParams<P extends string> = Record<Names<P>, string>;

/** The ids in a path: matchRoute("/projects/:projectId", "/projects/7/board") -> {projectId: "7"}. */
export function matchRoute<P extends string>(pattern: P, pathname: string): RouteParams<P> | null {
  const parts = pathname.split("/");
  const params: Record<string, string> = {};
  for (const [i, wanted] of pattern.split("/").entries()) {
    const part = parts[i];
    if (part === undefined) return null;
    if (wanted.startsWith(":")) {
      if (!part) return null;
      params[wanted.slice(1)] = decodeURIComponent(part);
    } else if (wanted !== part) {
      return null;
    }
  }
  return params as RouteParams<P>;
}

/**
 * The ids of the present address. Next's useParams() knows only the placeholder
 * that the page was exported with.
 */
export function useRouteParams<P extends string>(pattern: P): RouteParams<P> {
  const pathname = usePathname();
  const params = matchRoute(pattern, pathname);
  if (!params) throw new Error(`${pathname} is no ${pattern}`);
  return params;
}

function Gate({ pattern, children }: { pattern: string; children: ReactNode }) {
  use(browser("ids are known in the browser only"));
  const params = matchRoute(pattern, usePathname()) ?? {};
  return <Fragment key={Object.values(params).join("/")}>{children}</Fragment>;
}

/**
 * Around the pages of a dynamic segment. The export contains the fallback, the
 * browser renders the page with the real ids, anew for each id so that nothing
 * typed for one shows up in another.
 */
export function RouteGate(props: { pattern: string; fallback: ReactNode; children: ReactNode }) {
  return (
    <Suspense fallback={props.fallback}>
      <Gate pattern={props.pattern}>{props.children}</Gate>
    </Suspense>
  );
}
