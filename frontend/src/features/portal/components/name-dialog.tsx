"use client";

import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useForm } from "@/lib/use-form";
import { text } from "../messages/en";

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(text.name.missing), v.maxLength(100, text.name.tooLong)),
});

/** Asked once, before the first word or decision. */
export function NameDialog(props: {
  name: string;
  pending: boolean;
  onSave: (name: string) => void;
  onClose: () => void;
}) {
  const form = useForm(schema, { name: props.name });
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent title={text.name.title} description={text.name.hint} closeLabel={text.name.cancel}>
        <form id={form.id} noValidate onSubmit={form.submit(({ name }) => props.onSave(name))}>
          <Field label={text.name.label} error={form.errors.name} required>
            <Input autoFocus autoComplete="name" {...form.field("name")} />
          </Field>
          <DialogFooter>
            <Button variant="secondary" onClick={props.onClose}>
              {text.name.cancel}
            </Button>
            <Button type="submit" pending={props.pending}>
              {text.name.save}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
