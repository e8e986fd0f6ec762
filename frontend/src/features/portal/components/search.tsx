"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorCard } from "@/components/states";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { formatDue } from "@/lib/format";
import { useDebounced } from "@/lib/use-debounced";
import { usePortal } from "../context";
import { text } from "../messages/search";
import { search } from "../queries";
import type { PortalHit } from "../types";
import { PartLink } from "./part-link";

/** Words in the tasks and messages that the link shows. */
export function Search() {
  const { portal } = usePortal();
  const [typed, setTyped] = useState("");
  const words = useDebounced(typed.trim());
  const found = useQuery({ ...search(portal.link_id, words), enabled: words !== "" });
  const hits = (found.data ?? []).filter(({ type }) => type !== "project");

  return (
    <search>
      <Input
        type="search"
        aria-label={text.label}
        placeholder={text.placeholder}
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {found.isError ? <ErrorCard compact error={found.error} onRetry={() => void found.refetch()} /> : null}
      {words !== "" && found.data ? (
        <Card className="mt-2" role="region" aria-label={text.results}>
          {hits.length === 0 ? (
            <p className="p-4 text-muted-foreground">{text.nothing(words)}</p>
          ) : (
            <ul className="divide-y">
              {hits.map((hit) => (
                <li key={hit.id}>
                  <Hit hit={hit} />
                </li>
              ))}
            </ul>
          )}
        </Card>
      ) : null}
    </search>
  );
}

function Hit({ hit }: { hit: PortalHit }) {
  return (
    <PartLink
      view={hit.type === "task" ? "tasks" : "messages"}
      id={hit.conversation_id ?? hit.id}
      className="block px-4 py-2.5 transition-colors hover:bg-muted focus-visible:-outline-offset-2"
    >
      <span className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1">
          <Marked pieces={hit.title} />
        </span>
        <time dateTime={hit.updated_at} className="shrink-0 text-xs text-muted-foreground">
          {formatDue(hit.updated_at)}
        </time>
      </span>
      {hit.excerpt.length > 0 ? (
        <span className="block truncate text-muted-foreground">
          <Marked pieces={hit.excerpt} />
        </span>
      ) : null}
    </PartLink>
  );
}

function Marked({ pieces }: { pieces: PortalHit["title"] }) {
  return pieces.map(({ text: part, hit }, i) =>
    hit ? (
      <mark key={i} className="rounded-xs bg-primary-soft text-primary-soft-foreground">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
