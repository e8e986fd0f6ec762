"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ErrorCard, Loading } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/config/paths";
import { keys } from "@/lib/data/keys";
import type { Schemas } from "@/lib/api/client";
import { later } from "@/lib/later";
import { useLinkToken } from "@/lib/link-token";
import { useForm } from "@/lib/use-form";
import { useAdopt, useArrival, useLogin, useLogout } from "../api";
import { useAcceptInvitation, useInvitation, useRegisterInvited, useVisitor } from "../invited";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { invitedSchema, passwordSchema } from "../schemas";
import { AuthFrame, TextButton, TextLink } from "./auth-frame";
import { FormProblem } from "./form-problem";
import { isGone } from "./link-page";
import { PasswordInput } from "./password-input";

const SecondFactorPage = later(() => import("./second-factor-page").then((part) => part.SecondFactorPage));

const { invite: words } = text;

type Invitation = Schemas["InvitationOpen"];

export function InvitePage() {
  const token = useLinkToken();
  if (token === null) {
    return (
      <AuthFrame
        title={text.link.missingTitle}
        hint={text.link.missing}
        foot={<TextLink href={paths.login()}>{text.backToSignIn}</TextLink>}
      />
    );
  }
  if (token === undefined) return <Waiting />;
  return <Opened token={token} />;
}

const Waiting = () => (
  <AuthFrame title={words.title} hint={words.opening}>
    <Loading label={words.opening}>
      <Skeleton className="h-10 w-full" />
    </Loading>
  </AuthFrame>
);

function Opened({ token }: { token: string }) {
  const invitation = useInvitation(token);
  const visitor = useVisitor();

  if (isGone(invitation.error)) {
    return (
      <AuthFrame
        title={text.linkExpired}
        hint={words.gone}
        foot={<TextLink href={paths.login()}>{text.backToSignIn}</TextLink>}
      />
    );
  }
  if (invitation.isError) {
    return (
      <AuthFrame title={words.title} hint={words.failed}>
        <ErrorCard error={invitation.error} onRetry={() => void invitation.refetch()} />
      </AuthFrame>
    );
  }
  if (!invitation.data || visitor.isPending) return <Waiting />;
  const parts = { token, invitation: invitation.data };
  if (visitor.data) return <Accept {...parts} email={visitor.data.email} />;
  return parts.invitation.has_account ? <SignInFirst {...parts} /> : <Join {...parts} />;
}

const titleOf = ({ workspace_name }: Invitation) => words.join(workspace_name);
const hintOf = ({ invited_by_name, scope, role }: Invitation) =>
  `${invited_by_name ? words.by(invited_by_name) : words.byNobody} ${words.as[role === "owner" ? "owner" : scope]}`;

/** Somebody is signed in here. */
function Accept({ token, invitation, email }: { token: string; invitation: Invitation; email: string }) {
  const router = useRouter();
  const cache = useQueryClient();
  const accept = useAcceptInvitation();
  const logout = useLogout();
  const fits = email.toLowerCase() === invitation.email.toLowerCase();

  return (
    <AuthFrame title={titleOf(invitation)} hint={hintOf(invitation)}>
      <div className="space-y-4">
        <FormProblem>{accept.error ? problemOf(accept.error) : null}</FormProblem>
        {fits ? (
          <>
            <p>{words.signedInAs(email)}</p>
            <Button
              size="lg"
              className="w-full"
              pending={accept.isPending || accept.isSuccess}
              onClick={() =>
                accept.mutate(token, {
                  onSuccess: (user) => {
                    cache.clear();
                    cache.setQueryData(keys.me, user);
                    router.replace(paths.dashboard);
                  },
                })
              }
            >
              {words.accept}
            </Button>
          </>
        ) : (
          <p>
            {words.other(invitation.email, email)}{" "}
            <TextButton onClick={() => logout.mutate()}>{words.signOut}</TextButton> {words.openAgain}
          </p>
        )}
      </div>
    </AuthFrame>
  );
}

/** The invited address has an account: its password, and the invitation is accepted. */
function SignInFirst({ token, invitation }: { token: string; invitation: Invitation }) {
  const login = useLogin();
  const accept = useAcceptInvitation();
  const { arrive, second, restart } = useArrival(() => paths.dashboard);
  const form = useForm(passwordSchema, { password: "" });
  const error = login.error ?? accept.error;

  const signedIn: typeof arrive = (answer) => {
    if ("second_factor_required" in answer) arrive(answer);
    else accept.mutate(token, { onSuccess: arrive });
  };

  if (second) return <SecondFactorPage onDone={signedIn} onRestart={restart} />;
  return (
    <AuthFrame title={titleOf(invitation)} hint={hintOf(invitation)} foot={words.hasAccount}>
      <form
        id={form.id}
        noValidate
        className="space-y-4"
        onSubmit={form.submit(({ password }) =>
          login.mutate(
            { email: invitation.email, password, remember: true },
            { onSuccess: signedIn, onError: () => form.focus("password") },
          ),
        )}
      >
        <FormProblem>{error && form.valid ? problemOf(error) : null}</FormProblem>
        <Field label={text.email}>
          <Input type="email" autoComplete="username" value={invitation.email} readOnly />
        </Field>
        <Field label={text.password} error={form.errors.password} required>
          <PasswordInput autoComplete="current-password" autoFocus {...form.field("password")} />
        </Field>
        <Button type="submit" size="lg" className="w-full" pending={login.isPending || login.isSuccess}>
          {words.signInAndJoin}
        </Button>
      </form>
    </AuthFrame>
  );
}

/** A new person: the mail has proved the address. */
function Join({ token, invitation }: { token: string; invitation: Invitation }) {
  const router = useRouter();
  const adopt = useAdopt();
  const registration = useRegisterInvited();
  const form = useForm(invitedSchema, { name: "", password: "" });

  return (
    <AuthFrame title={titleOf(invitation)} hint={hintOf(invitation)}>
      <form
        id={form.id}
        noValidate
        className="space-y-4"
        onSubmit={form.submit((values) =>
          registration.mutate(
            { token, ...values },
            {
              onSuccess: (user) => {
                adopt(user);
                router.replace(paths.dashboard);
              },
              onError: form.showFaults,
            },
          ),
        )}
      >
        <FormProblem>{registration.error && form.valid ? problemOf(registration.error) : null}</FormProblem>
        <Field label={text.email}>
          <Input type="email" autoComplete="username" value={invitation.email} readOnly />
        </Field>
        <Field label={text.name} error={form.errors.name} required>
          <Input autoComplete="name" autoFocus {...form.field("name")} />
        </Field>
        <Field label={text.password} hint={text.passwordHint} error={form.errors.password} required>
          <PasswordInput autoComplete="new-password" {...form.field("password")} />
        </Field>
        <Button type="submit" size="lg" className="w-full" pending={registration.isPending || registration.isSuccess}>
          {words.accept}
        </Button>
      </form>
    </AuthFrame>
  );
}
