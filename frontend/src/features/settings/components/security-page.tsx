"use client";

import { DetailSkeleton, ErrorCard } from "@/components/states";
import { useSecurity } from "@/lib/data/security";
import { text } from "../messages/en";
import { EmailSection } from "./email-section";
import { IdentitiesSection } from "./identities-section";
import { PasswordSection } from "./password-section";
import { SecondFactorSection } from "./second-factor-section";
import { SessionsSection } from "./sessions-section";

export function SecurityPage() {
  const security = useSecurity();
  return (
    <>
      <h2 className="sr-only">{text.tabs.security}</h2>
      <p className="mb-5 text-muted-foreground">{text.security.hint}</p>
      {security.isPending ? <DetailSkeleton label={text.loading} /> : null}
      {security.isError && !security.data ? (
        <ErrorCard
          title={text.failed}
          error={security.error}
          onRetry={() => void security.refetch()}
          retrying={security.isFetching}
        />
      ) : null}
      {security.data ? (
        <div className="space-y-8">
          <EmailSection security={security.data} />
          <PasswordSection security={security.data} />
          <SecondFactorSection security={security.data} />
          <IdentitiesSection />
          <SessionsSection />
        </div>
      ) : null}
    </>
  );
}
