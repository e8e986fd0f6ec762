"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { leave } from "@/features/auth";
import { isApiError } from "@/lib/api/errors";
import { useMe } from "@/lib/data/me";
import { later } from "@/lib/later";
import { useDeleteAccount, useExportJob, useSaveExport, useStartExport } from "../account";
import { text } from "../messages/en";
import { ClosedWorkspaces } from "./ending-section";
import { Row } from "./row";

const TypedConfirm = later(() => import("@/components/typed-confirm").then((part) => part.TypedConfirm));

const words = text.data;

export function DataPage() {
  return (
    <>
      <h2 className="sr-only">{text.tabs.data}</h2>
      <p className="mb-5 text-muted-foreground">{words.hint}</p>
      <div className="space-y-8">
        <ExportSection />
        <ClosedWorkspaces />
        <DeleteSection />
      </div>
    </>
  );
}

function ExportSection() {
  const start = useStartExport();
  const job = useExportJob(start.data?.id);
  const save = useSaveExport();
  const state = job.data?.state ?? start.data?.state;
  const location = job.data?.result?.location;
  const running = start.isPending || state === "queued" || state === "running";

  return (
    <Section id="export" title={words.export}>
      <Row
        title={words.exportTitle}
        hint={<span role="status">{state ? words.states[state] : words.exportHint}</span>}
        action={
          location ? (
            <Button
              pending={save.isPending}
              onClick={() => save.mutate(location, { onError: (error) => toast.error(words.exportFailed, error) })}
            >
              {words.save}
            </Button>
          ) : (
            <Button
              variant="secondary"
              pending={running}
              onClick={() => start.mutate(undefined, { onError: (error) => toast.error(words.exportFailed, error) })}
            >
              {words.gather}
            </Button>
          )
        }
      />
    </Section>
  );
}

function DeleteSection() {
  const { data: me } = useMe();
  const [asking, setAsking] = useState(false);
  const remove = useDeleteAccount();
  return (
    <Section id="delete" title={words.delete}>
      <Row
        title={words.deleteTitle}
        hint={words.deleteHint}
        action={
          <Button variant="destructive" disabled={!me} onClick={() => setAsking(true)}>
            {words.delete}
          </Button>
        }
      />
      {asking && me ? (
        <TypedConfirm
          title={words.deleteAsk}
          description={words.deleteWarning}
          label={words.typeEmail(me.email)}
          expected={me.email}
          confirm={words.delete}
          pending={remove.isPending || remove.isSuccess}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            remove.mutate(undefined, {
              onSuccess: () => leave(paths.home),
              onError: (error) => {
                setAsking(false);
                const owner = isApiError(error) && error.status === 409;
                toast.error(owner ? words.stillOwner : words.deleteFailed, error);
              },
            })
          }
        />
      ) : null}
    </Section>
  );
}
