"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { announce } from "@/lib/announce";
import { useCreateTask } from "../hooks/use-create-task";
import { text } from "../messages/en";
import type { Project } from "../types";

export type NewTaskProps = { project: Project; onClose: () => void };

/** One line over the list; it stays open for the next task. */
export function NewTask({ project, onClose }: NewTaskProps) {
  const [title, setTitle] = useState("");
  const create = useCreateTask(project.id);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = title.trim();
    if (!wanted || create.isPending) return;
    await create.mutateAsync({ input: { title: wanted }, column: project.columns[0] }).then(
      () => {
        setTitle("");
        announce(text.add.added(wanted));
      },
      () => undefined,
    );
  };

  return (
    <form onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && onClose()} className="mb-3 flex gap-2">
      <Input
        autoFocus
        value={title}
        maxLength={200}
        aria-label={text.add.label}
        placeholder={text.add.placeholder}
        enterKeyHint="send"
        onChange={({ target }) => setTitle(target.value)}
      />
      <Button type="submit" pending={create.isPending} disabled={!title.trim()}>
        {text.add.submit}
      </Button>
      <Button variant="quiet" onClick={onClose}>
        {text.add.close}
      </Button>
    </form>
  );
}
