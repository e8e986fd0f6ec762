"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/page-header";
import { TabNav } from "@/components/ui/tab-nav";
import { tabClasses } from "@/components/ui/tabs";
import { paths } from "@/config/paths";
import { cn } from "@/lib/cn";
import { useCan, type Operation } from "@/lib/data/can";
import { text } from "../messages/en";

interface Page {
  href: string;
  label: string;
  /** Without this nothing on the page works. */
  needs: Operation;
}

const own: Page[] = [
  { href: paths.settingsProfile, label: text.tabs.profile, needs: "updateMe" },
  { href: paths.settingsSecurity, label: text.tabs.security, needs: "getMySecurity" },
  { href: paths.settingsNotifications, label: text.tabs.notifications, needs: "getNotificationPreferences" },
  { href: paths.settingsAppearance, label: text.tabs.appearance, needs: "getMe" },
  { href: paths.settingsData, label: text.tabs.data, needs: "exportMe" },
];

const shared: Page[] = [
  { href: paths.settingsWorkspace, label: text.tabs.workspace, needs: "getWorkspace" },
  { href: paths.settingsMembers, label: text.tabs.members, needs: "listMembers" },
  { href: paths.settingsApiKeys, label: text.tabs.apiKeys, needs: "listApiKeys" },
  { href: paths.settingsAudit, label: text.tabs.audit, needs: "listAuditLog" },
];

/** Around every page of the settings: tabs on small screens, a list at the left on large ones. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const can = useCan();
  const groups = [
    { label: text.groups.own, pages: own },
    { label: text.groups.shared, pages: shared.filter(({ needs }) => can(needs)) },
  ];
  return (
    <div className="w-full max-w-4xl">
      <PageHeader title={text.title} />
      <TabNav label={text.tabsLabel} className="mb-5 lg:hidden">
        {groups
          .flatMap(({ pages }) => pages)
          .map((page) => (
            <PageLink key={page.href} {...page} className={cn(tabClasses, "focus-visible:-outline-offset-2")} />
          ))}
      </TabNav>
      <div className="lg:grid lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-10">
        <nav aria-label={text.tabsLabel} className="hidden space-y-5 lg:block">
          {groups.map(({ label, pages }) => (
            <div key={label}>
              <p className="px-2 pb-1 text-xs font-medium text-muted-foreground">{label}</p>
              {pages.map((page) => (
                <PageLink
                  key={page.href}
                  {...page}
                  className="flex h-8 items-center rounded-md px-2 text-muted-foreground transition-colors hover:bg-accent hover:text-foreground aria-[current=page]:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground"
                />
              ))}
            </div>
          ))}
        </nav>
        <div className="min-w-0">{children}</div>
      </div>
    </div>
  );
}

function PageLink({ href, label, className }: { href: string; label: string; className: string }) {
  const pathname = usePathname();
  return (
    <Link href={href} prefetch={false} aria-current={pathname === href ? "page" : undefined} className={className}>
      {label}
    </Link>
  );
}
