"use client";

import { useState } from "react";
import * as v from "valibot";
import { ProjectChoice, type Scope } from "@/components/project-choice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { isApiError } from "@/lib/api/errors";
import { useForm } from "@/lib/use-form";
import { useInvite } from "../api";
import { text } from "../messages/en";

const schema = v.object({
  email: v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(text.emailMissing),
    v.maxLength(254, text.tooLong),
    v.email(text.emailWrong),
  ),
  role: v.picklist(["member", "owner"]),
});

const known: Record<string, string> = { already_member: text.alreadyMember, already_invited: text.alreadyInvited };

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const form = useForm(schema, { email: "", role: "member" });
  const [scope, setScope] = useState<Scope>({ scope: "all", project_ids: [] });
  const { role } = form.values;

  const refused = (error: unknown) => {
    const reason = isApiError(error) ? known[error.code] : undefined;
    if (reason) form.fail({ email: reason });
    else if (!form.showFaults(error)) toast.error(text.changeFailed, error);
  };
  const send = form.submit((values) => {
    const limited = values.role === "member" && scope.scope === "listed";
    invite.mutate(limited ? { ...values, ...scope } : values, {
      onSuccess: ({ email }) => {
        toast.success(text.invited(email));
        onClose();
      },
      onError: refused,
    });
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={text.invite} description={text.inviteHint}>
        <form id={form.id} noValidate onSubmit={send} className="space-y-4">
          <Field label={text.email} error={form.errors.email} required>
            <Input type="email" autoComplete="off" inputMode="email" autoFocus {...form.field("email")} />
          </Field>
          <Field label={text.role} hint={text.roleHints[role]} error={form.errors.role}>
            <Select {...form.field("role")}>
              <option value="member">{text.roles.member}</option>
              <option value="owner">{text.roles.owner}</option>
            </Select>
          </Field>
          {role === "member" ? (
            <ProjectChoice legend={text.scope} labels={text.scopes} value={scope} onChange={setScope} />
          ) : null}
          <DialogFooter>
            <Button variant="secondary" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" pending={invite.isPending}>
              {text.send}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
