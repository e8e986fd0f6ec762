"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { Empty, ErrorCard, RowsSkeleton } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useCan } from "@/lib/data/can";
import { later } from "@/lib/later";
import { useApiKeys, type ApiKeyMade } from "../api";
import { text } from "../messages/en";
import { KeyRow } from "./key-row";

const NewKeyDialog = later(() => import("./new-key-dialog").then((part) => part.NewKeyDialog));
const SecretDialog = later(() => import("./secret-dialog").then((part) => part.SecretDialog));

export function ApiKeysPage() {
  const can = useCan();
  const keys = useApiKeys();
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<ApiKeyMade | null>(null);

  const create = can("createApiKey") ? (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" />
      {text.create}
    </Button>
  ) : null;

  return (
    <>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-3">
        <h2 className="sr-only">{text.title}</h2>
        <p className="flex-1 basis-60 text-muted-foreground">{text.hint}</p>
        {keys.data?.length ? create : null}
      </div>
      {keys.isPending ? <RowsSkeleton rows={2} label={text.title} /> : null}
      {keys.isError && !keys.data ? (
        <ErrorCard title={text.failed} error={keys.error} onRetry={() => void keys.refetch()} />
      ) : null}
      {keys.data?.length === 0 ? (
        <Empty icon={KeyRound} title={text.empty} hint={text.emptyHint} action={create} />
      ) : null}
      {keys.data?.length ? (
        <Card>
          <ul className="divide-y" aria-label={text.title}>
            {keys.data.map((key) => (
              <KeyRow key={key.id} apiKey={key} onMade={setMade} />
            ))}
          </ul>
        </Card>
      ) : null}
      {creating ? (
        <NewKeyDialog
          onClose={() => setCreating(false)}
          onMade={(key) => {
            setCreating(false);
            setMade(key);
          }}
        />
      ) : null}
      {made?.token ? <SecretDialog token={made.token} onClose={() => setMade(null)} /> : null}
    </>
  );
}
