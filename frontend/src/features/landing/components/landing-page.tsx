import Link from "next/link";
import { Logo } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";

export function LandingPage() {
  return (
    <main className="mx-auto max-w-5xl px-6 py-16">
      <Logo />
      <h1 className="mt-10 text-4xl font-semibold tracking-tight">Clients, projects and tasks in one calm place.</h1>
      <div className="mt-6 flex gap-2">
        <Button asChild>
          <Link href={paths.register}>Create an account</Link>
        </Button>
        <Button asChild variant="secondary">
          <Link href={paths.login()}>Sign in</Link>
        </Button>
      </div>
    </main>
  );
}
