"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Primitive } from "radix-ui";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Backdrop } from "@/components/ui/dialog";
import { cn } from "@/lib/cn";
import { useUi } from "@/stores/ui";
import { longest, usePaletteItems, type PaletteItem, type Part } from "../hooks/use-palette-items";
import { text } from "../messages/en";

/** Search and go anywhere; a combobox whose list is always open. */
export function Palette() {
  const router = useRouter();
  const close = useUi((state) => state.close);
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const { items, searching } = usePaletteItems(words);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const index = Math.min(active, items.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [index]);

  const choose = (item: PaletteItem | undefined) => {
    if (!item) return;
    close();
    if (item.href) router.push(item.href);
    item.run?.();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const count = items.length;
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1 + count,
      Home: 0,
      End: count - 1,
    };
    const next = moves[event.key];
    if (next !== undefined && count > 0) {
      event.preventDefault();
      setActive(next % count);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(items[index]);
    }
  };

  const { palette } = text;
  const groups = [...new Set(items.map(({ group }) => group))];

  return (
    <Primitive.Root open onOpenChange={(open) => !open && close()}>
      <Primitive.Portal>
        <Backdrop />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[8dvh] z-50 flex max-h-[min(32rem,80dvh)] animate-in flex-col overflow-hidden rounded-xl border bg-popover text-popover-foreground shadow-popover fade-in-0 sm:inset-x-auto sm:left-1/2 sm:w-full sm:max-w-xl sm:-translate-x-1/2"
        >
          <Primitive.Title className="sr-only">{palette.title}</Primitive.Title>
          <div className="flex items-center gap-2.5 border-b px-4">
            <Search aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
            <input
              role="combobox"
              aria-label={palette.placeholder}
              aria-expanded="true"
              aria-controls={listId}
              aria-activedescendant={items[index] ? `${listId}-${index}` : undefined}
              aria-autocomplete="list"
              autoComplete="off"
              spellCheck={false}
              placeholder={palette.placeholder}
              maxLength={longest}
              value={words}
              onChange={(event) => {
                setWords(event.target.value);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
              className="h-12 min-w-0 flex-1 bg-transparent text-[0.9375rem] outline-none placeholder:text-muted-foreground touch:text-base"
            />
          </div>
          <div
            ref={list}
            id={listId}
            role="listbox"
            aria-label={palette.results}
            className="min-h-0 overflow-y-auto p-2"
          >
            {groups.map((group) => (
              <div key={group} role="group" aria-label={group}>
                <p aria-hidden="true" className="px-2 pt-2 pb-1 text-xs font-medium text-muted-foreground">
                  {group}
                </p>
                {items.map((item, i) =>
                  item.group === group ? (
                    <Option
                      key={item.id}
                      id={`${listId}-${i}`}
                      item={item}
                      selected={i === index}
                      onPoint={() => setActive(i)}
                      onChoose={() => choose(item)}
                    />
                  ) : null,
                )}
              </div>
            ))}
          </div>
          <p role="status" className={cn("px-4 py-6 text-center text-muted-foreground", items.length > 0 && "sr-only")}>
            {items.length === 0 ? (searching ? "…" : palette.none(words.trim())) : palette.count(items.length)}
          </p>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Text with the words that were searched for marked. */
function Parts({ parts }: { parts: Part[] }) {
  return parts.map((part, i) =>
    part.hit ? (
      <mark key={i} className="rounded-xs bg-primary-soft text-primary-soft-foreground">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}

function Option(props: {
  id: string;
  item: PaletteItem;
  selected: boolean;
  onPoint: () => void;
  onChoose: () => void;
}) {
  const Icon = props.item.icon;
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={props.selected}
      onPointerMove={props.onPoint}
      onClick={props.onChoose}
      className={cn(
        "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 touch:min-h-11",
        props.selected && "bg-accent",
      )}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 py-1 sm:flex sm:items-center">
        <span className="block min-w-0 flex-1">
          <span className="block truncate">
            {props.item.parts ? <Parts parts={props.item.parts} /> : props.item.label}
          </span>
          {props.item.excerpt ? (
            <span className="block truncate text-xs text-muted-foreground">
              <Parts parts={props.item.excerpt} />
            </span>
          ) : null}
        </span>
        {props.item.note ? (
          <span className="block shrink-0 truncate text-xs text-muted-foreground sm:max-w-2/5 sm:pl-3">
            {props.item.note}
          </span>
        ) : null}
      </span>
    </div>
  );
}
