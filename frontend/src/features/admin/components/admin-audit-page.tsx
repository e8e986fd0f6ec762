"use client";

import { AuditRow } from "@/features/audit";
import { useAudit } from "../api";
import { text } from "../messages/en";
import { PagedList } from "./pages";

export function AdminAuditPage() {
  return (
    <>
      <h2 className="sr-only">{text.tabs.audit}</h2>
      <p className="mb-5 text-muted-foreground">{text.audit.hint}</p>
      <PagedList label={text.tabs.audit} pages={useAudit()}>
        {(entry) => <AuditRow key={entry.id} entry={entry} />}
      </PagedList>
    </>
  );
}
