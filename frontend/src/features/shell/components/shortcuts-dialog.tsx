"use client";

import { useSyncExternalStore } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { listShortcuts, subscribeShortcuts, type Shortcut } from "@/lib/keys";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";

const none: readonly Shortcut[] = [];

const names: Record<string, string> = { mod: "Ctrl", escape: "Esc", delete: "Del", " ": "Space" };

function Keys({ keys }: { keys: string }) {
  return (
    <span className="flex shrink-0 items-center gap-1">
      {keys.split(/[ +]/).map((key, i) => (
        <Kbd key={i}>{names[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key)}</Kbd>
      ))}
    </span>
  );
}

/** Every key that does something on the page behind it. */
export function ShortcutsDialog() {
  const { dialog, close } = useUi();
  const shortcuts = useSyncExternalStore(subscribeShortcuts, listShortcuts, () => none);
  const groups = [...new Set(shortcuts.map(({ group }) => group))];

  return (
    <Dialog open={dialog === "shortcuts"} onOpenChange={(next) => !next && close()}>
      <DialogContent title={text.shortcuts} description={text.shortcutsHint} className="sm:max-w-2xl">
        <div className="gap-8 sm:columns-2">
          {groups.map((group) => (
            <section key={group} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-xs font-medium text-muted-foreground">{group}</h3>
              <ul className="divide-y">
                {shortcuts
                  .filter((shortcut) => shortcut.group === group)
                  .map(({ keys, label }) => (
                    <li key={keys} className="flex min-h-9 items-center justify-between gap-4">
                      {label}
                      <Keys keys={keys} />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
