"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { paths } from "@/config/paths";
import { later } from "@/lib/later";
import { useArrival } from "../api";
import { useRedeemMagicLink } from "../mailed";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { FormProblem } from "./form-problem";
import { LinkPage } from "./link-page";

const SecondFactorPage = later(() => import("./second-factor-page").then((part) => part.SecondFactorPage));

const { magic: words } = text;

export function MagicPage() {
  const redeem = useRedeemMagicLink();
  const [remember, setRemember] = useState(true);
  const { arrive, second } = useArrival(() => paths.dashboard);

  // The link is used up: who begins again needs another one.
  if (second) return <SecondFactorPage onDone={arrive} onRestart={() => window.location.replace(paths.login())} />;
  return (
    <LinkPage
      title={words.title}
      hint={words.hint}
      error={redeem.error}
      again={{ href: paths.login(), label: words.again }}
    >
      {(token) => (
        <div className="space-y-4">
          <FormProblem>{redeem.error ? problemOf(redeem.error) : null}</FormProblem>
          <label className="flex items-center gap-2">
            <Checkbox checked={remember} onChange={(event) => setRemember(event.target.checked)} />
            {text.remember}
          </label>
          <Button
            size="lg"
            className="w-full"
            pending={redeem.isPending || redeem.isSuccess}
            onClick={() => redeem.mutate({ token, remember }, { onSuccess: arrive })}
          >
            {text.signIn}
          </Button>
        </div>
      )}
    </LinkPage>
  );
}
