import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Logo } from "@/components/logo";
import { paths } from "@/config/paths";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFoundPage() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 px-6 text-center">
      <Logo />
      <h1 className="text-2xl font-semibold tracking-tight">This page does not exist</h1>
      <p className="max-w-sm text-muted-foreground">The link may be old or mistyped. Nothing of yours is lost.</p>
      <div className="flex gap-2">
        <Button asChild>
          <Link href={paths.dashboard} prefetch={false}>
            Go to your dashboard
          </Link>
        </Button>
        <Button asChild variant="secondary">
          <Link href={paths.home} prefetch={false}>
            Start page
          </Link>
        </Button>
      </div>
    </main>
  );
}
