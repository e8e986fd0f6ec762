"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { newPasswordSchema, PasswordInput } from "@/features/auth";
import { useMe } from "@/lib/data/me";
import { useForm } from "@/lib/use-form";
import { text } from "../messages/en";
import { useChangePassword } from "../security";

const words = text.security.password;

export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { data: me } = useMe();
  const change = useChangePassword();
  const form = useForm(newPasswordSchema, { password: "" });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={words.change} description={words.changeHint}>
        <form
          id={form.id}
          noValidate
          onSubmit={form.submit((body) =>
            change.mutate(body, {
              onSuccess: () => {
                toast.success(words.done);
                onClose();
              },
              onError: (error) => {
                if (!form.showFaults(error)) toast.error(text.saveFailed, error);
              },
            }),
          )}
        >
          <input type="email" name="username" autoComplete="username" value={me?.email ?? ""} readOnly hidden />
          <Field label={words.new} hint={words.newHint} error={form.errors.password} required>
            <PasswordInput autoComplete="new-password" autoFocus {...form.field("password")} />
          </Field>
          <DialogFooter>
            <Button variant="secondary" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" pending={change.isPending}>
              {words.change}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
