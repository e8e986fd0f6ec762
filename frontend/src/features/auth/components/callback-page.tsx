"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { Loading } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { paths, patterns, safeNext } from "@/config/paths";
import { isApiError } from "@/lib/api/errors";
import { takeReturn } from "@/lib/link-token";
import { useRouteParams } from "@/lib/route";
import { useAdopt } from "../api";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { useFinishProvider } from "../providers";
import { AuthFrame, TextLink } from "./auth-frame";

const { callback: words } = text;

/** Refused while connecting a provider: the person is signed in and stays so. */
const connecting = (error: unknown) => isApiError(error) && /^(identity_taken|already_linked)$/.test(error.code);

const reasonOf = (error: unknown) =>
  (isApiError(error) && words.reasons[error.code as keyof typeof words.reasons]) || problemOf(error);

/** Where a provider sends the browser back to; the address has lost its secrets already. */
export function CallbackPage() {
  const router = useRouter();
  const adopt = useAdopt();
  const { provider } = useRouteParams(patterns.callback);
  const finish = useFinishProvider();
  const begun = useRef(false);
  const { mutate } = finish;

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate(
      { name: provider, returned: takeReturn() },
      {
        onSuccess: (answer) => {
          const next = safeNext(answer.return_to);
          if (answer.outcome === "second_factor") {
            router.replace(paths.secondFactor(next));
            return;
          }
          if (answer.user) adopt(answer.user);
          router.replace(next);
        },
      },
    );
  }, [adopt, mutate, provider, router]);

  if (finish.isError) {
    return (
      <AuthFrame
        title={connecting(finish.error) ? words.notConnected : words.failedTitle}
        hint={<span role="alert">{reasonOf(finish.error)}</span>}
        foot={
          connecting(finish.error) ? (
            <TextLink href={paths.settingsSecurity}>{words.toSettings}</TextLink>
          ) : (
            <TextLink href={paths.login()}>{text.backToSignIn}</TextLink>
          )
        }
      />
    );
  }
  return (
    <AuthFrame title={words.title} hint={words.hint}>
      <Loading label={words.title}>
        <Skeleton className="h-10 w-full" />
      </Loading>
    </AuthFrame>
  );
}
