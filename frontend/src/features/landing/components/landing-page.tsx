import { Check } from "lucide-react";
import Link from "next/link";
import { Logo } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { text } from "../messages/en";
import { Picture } from "./picture";

const wrap = "mx-auto w-full max-w-6xl px-5 sm:px-8";

export function LandingPage() {
  return (
    <>
      <header className={`${wrap} flex h-16 items-center justify-between gap-4`}>
        <Logo />
        <nav aria-label={text.signIn} className="flex items-center gap-2">
          <Button asChild variant="quiet">
            <Link href={paths.login()}>{text.signIn}</Link>
          </Button>
          <Button asChild className="max-sm:hidden">
            <Link href={paths.register}>{text.start}</Link>
          </Button>
        </nav>
      </header>
      <main>
        <Hero />
        {text.rows.map((row, i) => (
          <Row key={row.title} row={row} turned={i % 2 === 1} />
        ))}
        <Features />
        <section className="border-t bg-card">
          <div
            className={`${wrap} flex flex-col items-start gap-5 py-14 sm:flex-row sm:items-center sm:justify-between`}
          >
            <p className="text-2xl font-semibold tracking-tight">{text.last}</p>
            <Button asChild size="lg">
              <Link href={paths.register}>{text.start}</Link>
            </Button>
          </div>
        </section>
      </main>
      <footer className={`${wrap} flex items-center justify-between py-8 text-xs text-muted-foreground`}>
        <span>{text.footer}</span>
        <Link href={paths.login()} className="inline-flex min-h-6 items-center rounded-sm hover:text-foreground">
          {text.signIn}
        </Link>
      </footer>
    </>
  );
}

function Hero() {
  return (
    <section className={`${wrap} pt-10 pb-16 sm:pt-16`}>
      <div className="max-w-3xl">
        <h1 className="text-4xl leading-[1.1] font-semibold tracking-tight text-balance sm:text-5xl">{text.title}</h1>
        <p className="mt-5 max-w-2xl text-lg leading-7 text-pretty text-muted-foreground">{text.lead}</p>
        <div className="mt-7 flex flex-wrap items-center gap-3">
          <Button asChild size="lg">
            <Link href={paths.register}>{text.start}</Link>
          </Button>
          <Button asChild size="lg" variant="secondary">
            <Link href={paths.login()}>{text.signIn}</Link>
          </Button>
        </div>
        <p className="mt-3 text-muted-foreground">{text.free}</p>
      </div>
      <div className="mt-12">
        <Picture name="board" label={text.pictures.board} />
      </div>
    </section>
  );
}

function Row({ row, turned }: { row: (typeof text.rows)[number]; turned: boolean }) {
  return (
    <section className="border-t">
      <div className={`${wrap} grid items-center gap-8 py-16 lg:grid-cols-[2fr_3fr] lg:gap-14`}>
        <div className={turned ? "lg:order-last" : undefined}>
          <h2 className="text-2xl leading-8 font-semibold tracking-tight">{row.title}</h2>
          <p className="mt-3 text-base leading-6 text-pretty text-muted-foreground">{row.body}</p>
          <ul className="mt-5 space-y-2">
            {row.points.map((point) => (
              <li key={point} className="flex gap-2.5">
                <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
                {point}
              </li>
            ))}
          </ul>
        </div>
        <Picture name={row.picture} label={text.pictures[row.picture as keyof typeof text.pictures]} />
      </div>
    </section>
  );
}

function Features() {
  return (
    <section className="border-t" aria-labelledby="features">
      <div className={`${wrap} py-16`}>
        <h2 id="features" className="text-2xl leading-8 font-semibold tracking-tight">
          {text.more}
        </h2>
        <dl className="mt-8 grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
          {text.features.map(({ title, body }) => (
            <div key={title} className="border-t-2 border-primary pt-3">
              <dt className="font-semibold">{title}</dt>
              <dd className="mt-1 text-pretty text-muted-foreground">{body}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
