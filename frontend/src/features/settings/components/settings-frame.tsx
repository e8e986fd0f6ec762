"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/page-header";
import { tabClasses, tabListClasses } from "@/components/ui/tabs";
import { paths } from "@/config/paths";
import { text } from "../messages/en";

const tabs = [
  { href: paths.settingsProfile, label: text.tabs.profile },
  { href: paths.settingsWorkspace, label: text.tabs.workspace },
  { href: paths.settingsAppearance, label: text.tabs.appearance },
];

export function SettingsFrame({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  return (
    <div className="w-full max-w-2xl">
      <PageHeader title={text.title} />
      <nav aria-label={text.tabsLabel} className={`${tabListClasses} mb-5`}>
        {tabs.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={pathname === href ? "page" : undefined}
            className={`${tabClasses} focus-visible:-outline-offset-2`}
          >
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  );
}
