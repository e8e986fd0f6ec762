"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { fieldLabel, fieldValue, type Names } from "../diff";
import { text } from "../messages/en";
import type { TaskClash } from "../save";

export type ClashDialogProps = {
  clash: TaskClash | null;
  names: Names;
  onKeepMine: (clash: TaskClash) => void;
  onTakeTheirs: (clash: TaskClash) => void;
};

/** Two people changed the same field: shows both and lets the person decide. */
export function ClashDialog({ clash, names, onKeepMine, onTakeTheirs }: ClashDialogProps) {
  if (!clash) return null;
  return (
    <Dialog open onOpenChange={(open) => !open && onTakeTheirs(clash)}>
      <DialogContent title={text.clash.title} description={text.clash.hint} closeLabel={text.clash.takeTheirs}>
        {clash.conflicts.map(({ field, mine, theirs }) => (
          <section key={field} className="mb-4" aria-label={fieldLabel(field)}>
            <h3 className="mb-1 text-xs font-medium text-muted-foreground">{fieldLabel(field)}</h3>
            <div className="grid gap-2 sm:grid-cols-2">
              <Side label={text.clash.mine} value={fieldValue(field, mine, names)} />
              <Side label={text.clash.theirs} value={fieldValue(field, theirs, names)} />
            </div>
          </section>
        ))}
        <DialogFooter>
          <Button variant="secondary" onClick={() => onTakeTheirs(clash)}>
            {text.clash.takeTheirs}
          </Button>
          <Button onClick={() => onKeepMine(clash)}>{text.clash.keepMine}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function Side({ label, value }: { label: string; value: string }) {
  return (
    <div className="min-w-0 rounded-md border bg-card p-2.5">
      <p className="text-xs text-muted-foreground">{label}</p>
      <p
        className="mt-0.5 max-h-48 overflow-y-auto break-words whitespace-pre-wrap"
        tabIndex={value.length > 300 ? 0 : undefined}
      >
        {value}
      </p>
    </div>
  );
}
