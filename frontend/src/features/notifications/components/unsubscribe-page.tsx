"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { LogoMark } from "@/components/logo";
import { ErrorCard } from "@/components/states";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { api, done } from "@/lib/api/client";
import { isApiError } from "@/lib/api/errors";
import { useLinkToken } from "@/lib/link-token";
import { text } from "../messages/en";

const words = text.unsubscribe;

/** Ends the mails of a workspace from a link in one of them; no sign-in needed. */
export function UnsubscribePage() {
  const token = useLinkToken();
  const stop = useMutation({
    mutationFn: (secret: string) => done(api.POST("/unsubscribe", { body: { token: secret } })),
  });
  const gone = token === null || (isApiError(stop.error) && !stop.error.temporary);

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-5 pt-16 pb-10 sm:justify-center sm:pt-10">
      <LogoMark className="mb-6" />
      <h1 className="text-2xl font-semibold tracking-tight">{words.title}</h1>
      <p role="status" className="mt-2 text-muted-foreground">
        {stop.isSuccess ? words.done : gone ? words.gone : words.ask}
      </p>
      {stop.isError && !gone ? <ErrorCard compact className="mt-4" title={words.failed} error={stop.error} /> : null}
      <div className="mt-6 flex flex-wrap gap-2">
        {token && !stop.isSuccess && !gone ? (
          <Button size="lg" pending={stop.isPending} onClick={() => stop.mutate(token)}>
            {words.submit}
          </Button>
        ) : null}
        <Button asChild variant="secondary" size="lg">
          <Link href={paths.settingsNotifications}>{words.toSettings}</Link>
        </Button>
      </div>
    </main>
  );
}
