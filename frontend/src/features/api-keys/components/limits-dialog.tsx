"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useLimitKey, type ApiKey } from "../api";
import { limitsOf } from "../limits";
import { text } from "../messages/en";
import { useLimits } from "../use-limits";
import { LimitFields } from "./limit-fields";

export function LimitsDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const limits = useLimits(limitsOf(apiKey));
  const save = useLimitKey();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={text.limitsOf(apiKey.name)}>
        <form
          noValidate
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            const body = limits.read();
            if (!body) return;
            save.mutate(
              { apiKey, body },
              {
                onSuccess: () => {
                  toast.success(text.saved);
                  onClose();
                },
                onError: limits.refused,
              },
            );
          }}
        >
          <LimitFields {...limits.fields} />
          <DialogFooter>
            <Button variant="secondary" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" pending={save.isPending}>
              {text.save}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
