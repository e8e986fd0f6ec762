"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { cn } from "@/lib/cn";
import { useDebounced } from "@/lib/use-debounced";

/** A search field and what else narrows a list. */
export function FilterBar({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div role="search" className={cn("mb-3 flex flex-wrap items-center gap-2", className)}>
      {children}
    </div>
  );
}

/** Tells what was typed once the typing pauses. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (words: string) => void;
}) {
  const [words, setWords] = useState(value);
  const settled = useDebounced(words, 250);
  const told = useRef(value);

  // Cleared from outside, by "Clear filters" or the back button.
  const [outside, setOutside] = useState(value);
  if (value !== outside) {
    setOutside(value);
    if (value !== words.trim()) setWords(value);
  }

  useEffect(() => {
    const next = settled.trim();
    if (next === told.current) return;
    told.current = next;
    onChange(next);
  }, [settled, onChange]);
  useEffect(() => {
    told.current = value;
  }, [value]);

  return (
    <span className="relative grow basis-52 sm:w-64 sm:grow-0 sm:basis-auto">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        className="px-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {words ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => {
            setWords("");
            onChange("");
          }}
          className="absolute inset-y-0 right-0 flex w-8 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}

/** One choice of a filter bar; "" is no filter. */
export function FilterSelect({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChange: (value: string) => void;
}) {
  return (
    <Select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      wrapperClassName="w-auto max-sm:grow max-sm:basis-36"
    >
      {options.map(([option, name]) => (
        <option key={option} value={option}>
          {name}
        </option>
      ))}
    </Select>
  );
}
