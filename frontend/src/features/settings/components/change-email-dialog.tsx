"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { emailSchema } from "@/features/auth";
import { useForm } from "@/lib/use-form";
import { text } from "../messages/en";
import { useChangeEmail } from "../security";

const words = text.security.email;

export function ChangeEmailDialog({ onClose }: { onClose: () => void }) {
  const change = useChangeEmail();
  const form = useForm(emailSchema, { email: "" });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={words.change} description={words.changeHint}>
        <form
          id={form.id}
          noValidate
          onSubmit={form.submit((body) =>
            change.mutate(body, {
              onSuccess: () => {
                toast.success(words.sent(body.email));
                onClose();
              },
              onError: (error) => {
                if (!form.showFaults(error)) toast.error(text.saveFailed, error);
              },
            }),
          )}
        >
          <Field label={words.new} error={form.errors.email} required>
            <Input type="email" autoComplete="email" inputMode="email" autoFocus {...form.field("email")} />
          </Field>
          <DialogFooter>
            <Button variant="secondary" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" pending={change.isPending}>
              {words.send}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
