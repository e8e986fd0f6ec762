"use client";

import type { ReactNode } from "react";
import { Loading } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { isApiError } from "@/lib/api/errors";
import { useLinkToken } from "@/lib/link-token";
import { text } from "../messages/en";
import { AuthFrame, TextLink } from "./auth-frame";

/** The server knows no such link any more. */
export const isGone = (error: unknown) => isApiError(error) && (error.status === 410 || error.status === 404);

/**
 * A page that a mailed link leads to. Nothing happens by opening it: programs that
 * look through mails open links, too, and a link works once.
 */
export function LinkPage({
  title,
  hint,
  error,
  again,
  children,
}: {
  title: string;
  hint: ReactNode;
  error: unknown;
  /** Where a new link is to be had. */
  again: { href: string; label: string };
  children: (token: string) => ReactNode;
}) {
  const token = useLinkToken();
  const way = <TextLink href={again.href}>{again.label}</TextLink>;

  if (token === null) return <AuthFrame title={text.link.missingTitle} hint={text.link.missing} foot={way} />;
  if (isGone(error)) return <AuthFrame title={text.linkExpired} hint={text.link.goneHint} foot={way} />;
  return (
    <AuthFrame title={title} hint={hint}>
      {token === undefined ? (
        <Loading label={title}>
          <Skeleton className="h-10 w-full" />
        </Loading>
      ) : (
        children(token)
      )}
    </AuthFrame>
  );
}
