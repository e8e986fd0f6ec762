"use client";

import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";

export type DateFieldProps = {
  id?: string;
  /** "2026-03-12" or "". */
  value: string;
  onCommit: (value: string) => void;
};

const pauseMs = 700;

/**
 * A date that is saved when it is complete: while a year is typed, the browser
 * reports one date after the other.
 */
export function DateField({ value, onCommit, ...props }: DateFieldProps) {
  const [typed, setTyped] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const commit = (next: string | undefined) => {
    clearTimeout(timer.current);
    if (next === undefined) return;
    setTyped(undefined);
    if (next !== value && (next === "" || next >= "1970-01-01")) onCommit(next);
  };

  return (
    <Input
      {...props}
      type="date"
      max="9998-12-31"
      value={typed ?? value}
      onChange={({ target }) => {
        const next = target.value;
        setTyped(next);
        clearTimeout(timer.current);
        if (next >= "1970-01-01") timer.current = setTimeout(() => commit(next), pauseMs);
      }}
      onBlur={() => commit(typed)}
      onKeyDown={(event) => event.key === "Enter" && commit(typed)}
    />
  );
}
