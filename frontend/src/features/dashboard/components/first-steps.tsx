"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { api, one } from "@/lib/api/client";
import { cn } from "@/lib/cn";
import { useClientChoices } from "@/lib/data/clients";
import { keys } from "@/lib/data/keys";
import { useWorkspace } from "@/lib/data/me";
import { useProjects } from "@/lib/data/projects";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";

const storageKey = (workspace: string) => `smartstack.first-steps.${workspace}`;

const wasDismissed = (workspace: string) => {
  try {
    return localStorage.getItem(storageKey(workspace)) === "hidden";
  } catch {
    return false;
  }
};

const rememberHidden = (workspace: string) => {
  try {
    localStorage.setItem(storageKey(workspace), "hidden");
  } catch {
    // Without storage they come back on the next visit.
  }
};

function useSteps(enabled: boolean) {
  const open = useUi((state) => state.open);
  const clients = useClientChoices({ enabled });
  const projects = useProjects({ sort: "-updated_at", limit: 1 }, { enabled });
  // One task of each kind is enough to know.
  const any = useQuery({
    enabled,
    queryKey: [...keys.tasks.lists, "any"],
    queryFn: () => one(api.GET("/tasks", { params: { query: { limit: 1 } } })),
  });
  const finished = useQuery({
    enabled,
    queryKey: [...keys.tasks.lists, "any-done"],
    queryFn: () => one(api.GET("/tasks", { params: { query: { limit: 1, "filter[status]": "done" } } })),
  });
  if (!clients.data || !projects.data || !any.data || !finished.data) return null;

  const { first } = text;
  const has = (rows: unknown[]) => rows.length > 0;
  return [
    { label: first.client, hint: first.clientHint, done: has(clients.data), run: () => open("new-client") },
    { label: first.project, hint: first.projectHint, done: has(projects.data), run: () => open("new-project") },
    { label: first.task, hint: first.taskHint, done: has(any.data), run: () => open("new-task") },
    { label: first.finish, hint: first.finishHint, done: has(finished.data), run: null },
  ];
}

/** What a newcomer does first; it ticks itself and goes away for good when all is done. */
export function FirstSteps() {
  const id = useWorkspace()?.id;
  const [hidden, setHidden] = useState(false);
  const wanted = id !== undefined && !hidden && !wasDismissed(id);
  const steps = useSteps(wanted);
  const done = steps?.filter((step) => step.done).length;
  const over = steps !== null && done === steps.length;

  useEffect(() => {
    if (over && id) rememberHidden(id);
  }, [over, id]);

  if (!wanted || !steps || done === undefined || over) return null;
  const current = steps.findIndex((step) => !step.done);

  const dismiss = () => {
    setHidden(true);
    rememberHidden(id);
  };

  return (
    <Card className="mb-6 p-4 sm:p-5">
      <section aria-labelledby="first-steps">
        <div className="flex items-start justify-between gap-4">
          <div>
            <h2 id="first-steps" className="font-semibold">
              {text.first.title}
            </h2>
            <p className="text-muted-foreground">
              {text.first.hint} {text.first.done(done, steps.length)}.
            </p>
          </div>
          <Button variant="quiet" size="icon-sm" aria-label={text.first.dismiss} onClick={dismiss}>
            <X aria-hidden="true" />
          </Button>
        </div>
        <ol className="mt-4 grid gap-2 sm:grid-cols-2 xl:grid-cols-4">
          {steps.map((step, i) => (
            <li
              key={step.label}
              className={cn(
                "relative flex gap-3 rounded-md border p-3",
                i === current ? "border-primary bg-primary-soft" : "bg-muted",
              )}
            >
              <span
                aria-hidden="true"
                className={cn(
                  "flex size-5 shrink-0 items-center justify-center rounded-full border text-[0.6875rem] font-semibold tabular-nums",
                  step.done
                    ? "border-transparent bg-success text-background"
                    : "border-border-strong text-muted-foreground",
                  i === current && "border-primary text-primary-soft-foreground",
                )}
              >
                {step.done ? <Check className="size-3" /> : i + 1}
              </span>
              <div className="min-w-0">
                {step.run && !step.done ? (
                  <button
                    type="button"
                    onClick={step.run}
                    className="rounded-sm text-left font-medium after:absolute after:inset-0 after:rounded-md hover:underline"
                  >
                    {step.label}
                  </button>
                ) : (
                  <p className={cn("font-medium", step.done && "text-muted-foreground line-through")}>{step.label}</p>
                )}
                <p className="text-xs text-muted-foreground">{step.hint}</p>
              </div>
              <span className="sr-only">{step.done ? "done" : "open"}</span>
            </li>
          ))}
        </ol>
      </section>
    </Card>
  );
}
