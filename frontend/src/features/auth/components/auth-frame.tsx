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
  hint: string;
  children: ReactNode;
  foot: ReactNode;
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
        <p className="mt-1 text-muted-foreground">{hint}</p>
        <div className="mt-6">{children}</div>
        <p className="mt-6 text-muted-foreground">{foot}</p>
      </main>
    </div>
  );
}
