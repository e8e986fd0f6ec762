import Link from "next/link";
import type { ReactNode } from "react";

export interface Crumb {
  href: string;
  label: string;
}

/** The head of a page: where it is, what it is, and what can be done. */
export function PageHeader({
  title,
  description,
  crumbs = [],
  actions,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  crumbs?: Crumb[];
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mb-5">
      {crumbs.length > 0 ? (
        <nav aria-label="Breadcrumb" className="mb-1">
          <ol className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted-foreground">
            {crumbs.map(({ href, label }) => (
              <li key={href} className="flex min-w-0 items-center gap-1.5">
                <Link
                  href={href}
                  prefetch={false}
                  className="inline-flex min-h-6 items-center truncate rounded-sm hover:text-foreground hover:underline"
                >
                  {label}
                </Link>
                <span aria-hidden="true">/</span>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-xl leading-8 font-semibold tracking-tight">{title}</h1>
          {description ? <p className="text-muted-foreground">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}
