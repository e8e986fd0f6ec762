"use client";

import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/lib/use-form";
import { useShareActions } from "../api";
import { text } from "../messages/en";
import { emailPattern } from "../schema";
import type { ShareLink } from "../types";

const schema = v.object({ send_to: v.pipe(v.string(), v.trim(), v.regex(emailPattern, text.form.emailWrong)) });

/** Mails a link to who has it, or to somebody else. */
export function SendDialog({ link, name, onClose }: { link: ShareLink; name: string; onClose: () => void }) {
  const { send } = useShareActions();
  const form = useForm(schema, { send_to: link.sent_to[0] ?? link.allowed_emails[0] ?? "" });
  const submit = form.submit(({ send_to: sendTo }) =>
    send.mutate(
      { id: link.id, sendTo },
      {
        onSuccess: ({ sent_to: to }) => {
          toast.success(text.send.sent(to));
          onClose();
        },
        onError: (error) => {
          if (!form.showFaults(error)) toast.error(text.send.failed, error);
        },
      },
    ),
  );

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={text.send.title(name)} description={text.send.hint} closeLabel={text.cancel}>
        <form id={form.id} noValidate onSubmit={submit}>
          <Field label={text.form.sendTo} error={form.errors.send_to} required>
            <Input autoFocus type="email" autoComplete="off" {...form.field("send_to")} />
          </Field>
          <DialogFooter>
            <Button variant="secondary" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" pending={send.isPending}>
              {text.send.submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
