"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { useAdopt } from "../api";
import { useVerifyEmail } from "../mailed";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { AuthFrame, TextLink } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { LinkPage } from "./link-page";

const { verify: words } = text;

export function VerifyPage() {
  const router = useRouter();
  const adopt = useAdopt();
  const verify = useVerifyEmail();

  if (verify.isSuccess && !verify.data) {
    return (
      <AuthFrame
        title={words.doneTitle}
        hint={words.done}
        foot={<TextLink href={paths.login()}>{text.signIn}</TextLink>}
      />
    );
  }
  return (
    <LinkPage
      title={words.title}
      hint={words.hint}
      error={verify.error}
      again={{ href: paths.register, label: words.again }}
    >
      {(token) => (
        <div className="space-y-4">
          <FormProblem>{verify.error ? problemOf(verify.error) : null}</FormProblem>
          <Button
            size="lg"
            className="w-full"
            pending={verify.isPending || verify.isSuccess}
            onClick={() =>
              verify.mutate(token, {
                onSuccess: (user) => {
                  if (!user) return;
                  adopt(user);
                  router.replace(paths.dashboard);
                },
              })
            }
          >
            {words.submit}
          </Button>
        </div>
      )}
    </LinkPage>
  );
}
