"use client";

import { Button } from "@/components/ui/button";
import { useProviders, useStartProvider } from "../providers";
import { text } from "../messages/en";
import { problemOf } from "../problem";
import { FormProblem } from "./form-problem";

/** Other ways to sign in, where the operator has set some up. */
export function ProviderButtons({ returnTo }: { returnTo: () => string }) {
  const providers = useProviders();
  const start = useStartProvider();
  if (!providers.data?.length) return null;
  return (
    <div className="mt-5 space-y-3">
      <p className="flex items-center gap-3 text-xs text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        {text.or}
      </p>
      <FormProblem>{start.error ? problemOf(start.error) : null}</FormProblem>
      {providers.data.map(({ name, label }) => (
        <Button
          key={name}
          variant="secondary"
          size="lg"
          className="w-full"
          pending={start.isPending && start.variables.name === name}
          onClick={() => start.mutate({ name, returnTo: returnTo() })}
        >
          {text.with(label)}
        </Button>
      ))}
    </div>
  );
}
