"use client";

import { Ellipsis, ExternalLink, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { paths } from "@/config/paths";
import type { ClientRow } from "@/lib/data/clients";
import { formatMoney } from "@/lib/format";
import { shortUrl } from "@/lib/url";
import { text } from "../messages/en";
import { StatusBadge, Waiting, When } from "./marks";

const head = "h-9 px-3 text-left text-xs font-medium text-muted-foreground";
const cell = "px-3 py-2 align-middle";

/** One table on all screens; on phones the less important columns go under the name. */
export function ClientTable({ rows, onDelete }: { rows: ClientRow[]; onDelete: (row: ClientRow) => void }) {
  const { columns } = text;
  return (
    <Card className="overflow-hidden">
      <table className="w-full border-collapse">
        <caption className="sr-only">{text.title}</caption>
        <thead>
          <tr className="border-b bg-muted">
            <th scope="col" className={head}>
              {columns.name}
            </th>
            <th scope="col" className={`${head} max-sm:hidden`}>
              {columns.status}
            </th>
            <th scope="col" className={`${head} max-md:hidden`}>
              {columns.waiting}
            </th>
            <th scope="col" className={`${head} text-right max-lg:hidden`}>
              {columns.projects}
            </th>
            <th scope="col" className={`${head} text-right max-lg:hidden`}>
              {columns.rate}
            </th>
            <th scope="col" className={`${head} max-xl:hidden`}>
              {columns.contact}
            </th>
            <th scope="col" className="w-12">
              <span className="sr-only">{columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((row) => (
            <Row key={row.id} row={row} onDelete={() => onDelete(row)} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Row({ row, onDelete }: { row: ClientRow; onDelete: () => void }) {
  const router = useRouter();
  return (
    <tr className="group relative transition-colors hover:bg-muted">
      <th scope="row" className={`${cell} text-left font-normal`}>
        <span className="flex min-w-0 items-center gap-3">
          <Avatar name={row.name} seed={row.id} shape="square" />
          <span className="min-w-0">
            <Link
              href={paths.client(row.id)}
              prefetch={false}
              className="line-clamp-2 rounded-sm font-medium after:absolute after:inset-0"
            >
              {row.name}
            </Link>
            <span className="block text-xs text-muted-foreground max-sm:hidden">
              {row.website ? shortUrl(row.website) : null}
            </span>
            <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs sm:hidden">
              <StatusBadge status={row.status} />
              {row.waiting_on === "none" ? null : <Waiting client={row} />}
            </span>
          </span>
        </span>
      </th>
      <td className={`${cell} max-sm:hidden`}>
        <StatusBadge status={row.status} />
      </td>
      <td className={`${cell} max-md:hidden`}>
        <Waiting client={row} />
      </td>
      <td className={`${cell} text-right tabular-nums max-lg:hidden`}>{row.open_projects}</td>
      <td className={`${cell} text-right tabular-nums max-lg:hidden`}>
        {row.rate_minor === null ? (
          <span className="text-muted-foreground">{text.noRate}</span>
        ) : (
          formatMoney(row.rate_minor, row.currency)
        )}
      </td>
      <td className={`${cell} whitespace-nowrap max-xl:hidden`}>
        <When at={row.last_contact_at} />
      </td>
      <td className="relative z-10 pr-2 text-right">
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="quiet" size="icon-sm" aria-label={text.actionsOf(row.name)}>
              <Ellipsis aria-hidden="true" />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => router.push(paths.client(row.id))}>
              <ExternalLink aria-hidden="true" />
              {text.open}
            </DropdownMenuItem>
            <DropdownMenuItem tone="danger" onSelect={onDelete}>
              <Trash2 aria-hidden="true" />
              {text.delete}
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      </td>
    </tr>
  );
}
