"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { keys } from "@/lib/data/keys";
import { useConfirmEmail } from "../mailed";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { AuthFrame, TextLink } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { LinkPage } from "./link-page";

const { emailPage: words } = text;

/** Confirms the new address of an account. */
export function EmailPage() {
  const cache = useQueryClient();
  const confirm = useConfirmEmail();
  const settings = { href: paths.settingsSecurity, label: words.toSettings };

  if (confirm.isSuccess) {
    return (
      <AuthFrame
        title={words.doneTitle}
        hint={words.done}
        foot={<TextLink href={settings.href}>{settings.label}</TextLink>}
      />
    );
  }
  return (
    <LinkPage title={words.title} hint={words.hint} error={confirm.error} again={settings}>
      {(token) => (
        <div className="space-y-4">
          <FormProblem>{confirm.error ? problemOf(confirm.error) : null}</FormProblem>
          <Button
            size="lg"
            className="w-full"
            pending={confirm.isPending}
            onClick={() =>
              confirm.mutate(token, { onSuccess: () => void cache.invalidateQueries({ queryKey: keys.me }) })
            }
          >
            {words.submit}
          </Button>
        </div>
      )}
    </LinkPage>
  );
}
