"use client";

import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useProviders } from "@/features/auth";
import { formatDate } from "@/lib/format";
import { text } from "../messages/en";
import { useIdentities, useLinkIdentity, useUnlinkIdentity } from "../security";
import { Row } from "./row";

const words = text.security.identities;

/** Accounts of other providers that sign in here; absent where the operator has set none up. */
export function IdentitiesSection() {
  const providers = useProviders();
  const identities = useIdentities();
  const link = useLinkIdentity();
  const unlink = useUnlinkIdentity();
  if (!providers.data?.length || !identities.data) return null;

  const failed = (error: unknown) => toast.error(text.saveFailed, error);
  return (
    <Section id="identities" title={words.title}>
      <div className="space-y-2">
        {providers.data.map(({ name, label }) => {
          const identity = identities.data.find(({ provider }) => provider === name);
          return (
            <Row
              key={name}
              title={label}
              hint={identity ? words.since(identity.email ?? label, formatDate(identity.created_at)) : words.none}
              action={
                identity ? (
                  <Button
                    variant="quiet"
                    aria-label={words.unlinkOf(label)}
                    pending={unlink.isPending && unlink.variables === name}
                    onClick={() => unlink.mutate(name, { onError: failed })}
                  >
                    {words.unlink}
                  </Button>
                ) : (
                  <Button
                    variant="secondary"
                    aria-label={words.linkOf(label)}
                    pending={link.isPending && link.variables.provider === name}
                    onClick={() =>
                      link.mutate({ provider: name, returnTo: paths.settingsSecurity }, { onError: failed })
                    }
                  >
                    {words.link}
                  </Button>
                )
              }
            />
          );
        })}
      </div>
    </Section>
  );
}
