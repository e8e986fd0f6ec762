"use client";

import { ShieldX } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/page-header";
import { DetailSkeleton, Empty } from "@/components/states";
import { Button } from "@/components/ui/button";
import { TabNav } from "@/components/ui/tab-nav";
import { tabClasses } from "@/components/ui/tabs";
import { paths } from "@/config/paths";
import { cn } from "@/lib/cn";
import { useMe } from "@/lib/data/me";
import { text } from "../messages/en";

const tabs = [
  { href: paths.adminOverview, label: text.tabs.overview },
  { href: paths.adminUsers, label: text.tabs.users },
  { href: paths.adminWorkspaces, label: text.tabs.workspaces },
  { href: paths.adminSupport, label: text.tabs.support },
  { href: paths.adminAudit, label: text.tabs.audit },
];

/** Around every page of the administration; the server refuses everybody else anyway. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const inside = pathname === "/admin/inside";
  const { data: me, isPending } = useMe();
  if (isPending) return <DetailSkeleton />;
  if (!me?.is_admin) {
    return (
      <Empty
        icon={ShieldX}
        heading="h1"
        title={text.denied}
        hint={text.deniedHint}
        className="mx-auto mt-10 max-w-lg"
        action={
          <Button asChild variant="secondary">
            <Link href={paths.dashboard}>{text.toDashboard}</Link>
          </Button>
        }
      />
    );
  }
  return (
    <div className="w-full max-w-4xl">
      <PageHeader title={text.title} />
      <TabNav label={text.nav} className="mb-5">
        {tabs.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={pathname === href || (inside && href === paths.adminSupport) ? "page" : undefined}
            className={cn(tabClasses, "focus-visible:-outline-offset-2")}
          >
            {label}
          </Link>
        ))}
      </TabNav>
      {children}
    </div>
  );
}
