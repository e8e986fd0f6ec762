"use client";

import { SearchX } from "lucide-react";
import Link from "next/link";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Empty } from "./empty";

/** The address names nothing that this person can see. */
export function NotFound({
  title = "There is nothing here",
  hint = "It may have been deleted, or the link is wrong.",
  back,
}: {
  title?: string;
  hint?: string;
  back: { href: string; label: string };
}) {
  useEffect(() => {
    document.title = `${title} · SmartStack`;
  }, [title]);

  return (
    <div className="mx-auto w-full max-w-xl py-10">
      <Empty
        icon={SearchX}
        heading="h1"
        title={title}
        hint={hint}
        action={
          <Button asChild variant="secondary">
            <Link href={back.href}>{back.label}</Link>
          </Button>
        }
      />
    </div>
  );
}
