import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/logo";
import { paths } from "@/config/paths";

export function AuthFrame({
  title,
  hint,
  children,
  foot,
}: {
  title: string;
  hint: ReactNode;
  children?: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="px-5 py-4 sm:px-8">
        <Link href={paths.home} aria-label="SmartStack, start page" className="inline-block rounded-md">
          <Logo />
        </Link>
      </header>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col px-5 pt-8 pb-16 sm:justify-center sm:pt-0">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-1 text-pretty text-muted-foreground">{hint}</p>
        {children ? <div className="mt-6">{children}</div> : null}
        {foot ? <p className="mt-6 text-muted-foreground">{foot}</p> : null}
      </main>
    </div>
  );
}

const linkClasses =
  "font-medium text-primary-soft-foreground underline underline-offset-4 hover:no-underline rounded-sm";

export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={linkClasses}>
      {children}
    </Link>
  );
}

/** Looks like a link, but stays on the page. */
export function TextButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className={linkClasses}>
      {children}
    </button>
  );
}
