"use client";

import type { ReactNode } from "react";
import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useForm } from "@/lib/use-form";
import { text } from "../messages/en";

const schema = v.object({
  reason: v.pipe(v.string(), v.trim(), v.nonEmpty(text.reasonMissing), v.maxLength(500, text.tooLong)),
});

/** Nothing is done to somebody else's account or workspace without saying why. */
export function ReasonDialog(props: {
  title: string;
  description?: string;
  confirm: string;
  pending: boolean;
  children?: ReactNode;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}) {
  const form = useForm(schema, { reason: "" });
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent title={props.title} description={props.description}>
        <form
          id={form.id}
          noValidate
          className="space-y-4"
          onSubmit={form.submit(({ reason }) => props.onConfirm(reason))}
        >
          {props.children}
          <Field label={text.reason} hint={text.reasonHint} error={form.errors.reason} required>
            <Textarea rows={3} {...form.field("reason")} />
          </Field>
          <DialogFooter>
            <Button variant="secondary" onClick={props.onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" pending={props.pending}>
              {props.confirm}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
