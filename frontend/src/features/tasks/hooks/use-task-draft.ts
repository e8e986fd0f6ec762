import { useCallback, useEffect, useRef, useState } from "react";
import { Clash } from "@/lib/save";
import type { Task, TaskPatch } from "../types";
import type { Change } from "./use-save-task";

export type TextField = "title" | "description";
export type SaveState = "idle" | "dirty" | "saving" | "saved" | "failed" | "clash";
type Draft = Partial<Record<TextField, string>>;

const fields: TextField[] = ["title", "description"];
const pauseMs = 800;

/** What of a draft is to be written; an empty title never is. */
export function draftPatch(draft: Draft, task: Pick<Task, TextField>): TaskPatch {
  const patch: TaskPatch = {};
  const title = draft.title?.trim();
  if (title && title !== task.title) patch.title = title;
  if (draft.description !== undefined && draft.description !== task.description) patch.description = draft.description;
  return patch;
}

/** Drops what has been written, unless it was changed again meanwhile. */
export function withoutSaved(draft: Draft, saved: TaskPatch): Draft {
  const left: Draft = {};
  for (const field of fields) {
    const value = draft[field];
    const written = field === "title" ? value?.trim() : value;
    if (value !== undefined && written !== saved[field]) left[field] = value;
  }
  return left;
}

/**
 * Title and description while they are typed: saved after a pause, when the field
 * is left, when the tab is hidden and when the task is closed.
 */
export function useTaskDraft(task: Task, save: (change: Change) => Promise<Task>) {
  const [draft, setDraft] = useState<Draft>({});
  const [state, setState] = useState<SaveState>("idle");
  const base = useRef<Task | null>(null);
  const busy = useRef(false);
  /** A clash is open: nothing is written until a person has decided. */
  const held = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ draft, task, save });
  const again = useRef(async () => {});

  useEffect(() => {
    latest.current = { ...latest.current, task, save };
  });

  const put = useCallback((next: Draft) => {
    latest.current.draft = next;
    setDraft(next);
  }, []);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const now = latest.current;
    const begun = base.current;
    if (busy.current || held.current || !begun) return;

    // Changes of other fields do not matter here: what is shown now is as good a base.
    const same = fields.every((field) => now.task[field] === begun[field]);
    const from = same ? now.task : begun;
    const patch = draftPatch(now.draft, from);
    if (Object.keys(patch).length === 0) {
      if (now.draft.title === undefined || now.draft.title.trim()) {
        base.current = null;
        put({});
        setState((old) => (old === "dirty" ? "idle" : old));
      }
      return;
    }

    busy.current = true;
    setState("saving");
    try {
      const saved = await now.save({ base: from, patch });
      const left = withoutSaved(latest.current.draft, patch);
      const more = Object.keys(left).length > 0;
      put(left);
      base.current = more ? saved : null;
      setState(more ? "dirty" : "saved");
      busy.current = false;
      if (more) timer.current = setTimeout(() => void again.current(), pauseMs);
    } catch (error) {
      busy.current = false;
      held.current = error instanceof Clash;
      setState(held.current ? "clash" : "failed");
    }
  }, [put]);

  const edit = (field: TextField, value: string) => {
    base.current ??= latest.current.task;
    put({ ...latest.current.draft, [field]: value });
    setState((old) => (old === "saving" ? old : "dirty"));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pauseMs);
  };

  /** Forgets what was typed: the other version shall stand. */
  const discard = () => {
    clearTimeout(timer.current);
    held.current = false;
    base.current = null;
    put({});
    setState("idle");
  };

  /** Writes what was typed over the version that came in between. */
  const overwrite = (current: Task) => {
    held.current = false;
    base.current = current;
    void flush();
  };

  useEffect(() => {
    again.current = flush;
    const onHide = () => {
      if (document.visibilityState === "hidden") void flush();
    };
    document.addEventListener("visibilitychange", onHide);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      void flush();
    };
  }, [flush]);

  const value = (field: TextField) => draft[field] ?? task[field];
  return { value, edit, flush, discard, overwrite, state };
}
