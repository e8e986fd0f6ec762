"use client";

import { Eye } from "lucide-react";
import * as v from "valibot";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/lib/use-form";
import { useAskForApproval } from "../api";
import { text } from "../messages/en";

const schema = v.object({ note: v.pipe(v.string(), v.trim(), v.maxLength(2000, text.form.tooLong)) });

export function AskDialog({ task, onClose }: { task: { id: string; title: string }; onClose: () => void }) {
  const ask = useAskForApproval(task.id);
  const form = useForm(schema, { note: "" });
  const submit = form.submit(({ note }) =>
    ask.mutate(note, {
      onSuccess: () => {
        toast.success(text.form.sent);
        onClose();
      },
      onError: (error) => {
        if (!form.showFaults(error)) toast.error(text.form.failed, error);
      },
    }),
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={text.form.title} description={task.title}>
        <form id={form.id} noValidate onSubmit={submit}>
          <Field
            label={text.form.note}
            error={form.errors.note}
            hint={
              <span className="flex items-start gap-1.5">
                <Eye aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
                {text.form.readers}
              </span>
            }
            optional
          >
            <Textarea autoFocus rows={3} placeholder={text.form.placeholder} {...form.field("note")} />
          </Field>
          <DialogFooter>
            <Button variant="secondary" onClick={onClose}>
              {text.form.cancel}
            </Button>
            <Button type="submit" pending={ask.isPending}>
              {text.form.submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
