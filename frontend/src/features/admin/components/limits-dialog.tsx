"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AdminWorkspace } from "../api";
import { text } from "../messages/en";
import { ReasonDialog } from "./reason-dialog";

const words = text.workspaces;

/** "" is no limit (null), "12" is 12, everything else is wrong (undefined). */
export function readLimit(typed: string): number | null | undefined {
  const trimmed = typed.trim();
  if (trimmed === "") return null;
  const value = Number(trimmed);
  return /^\d+$/.test(trimmed) && value >= 1 && value <= 100_000 ? value : undefined;
}

export function LimitsDialog(props: {
  workspace: AdminWorkspace;
  pending: boolean;
  onClose: () => void;
  onSave: (limits: { reason: string; member_limit: number | null; project_limit: number | null }) => void;
}) {
  const [members, setMembers] = useState(String(props.workspace.member_limit ?? ""));
  const [projects, setProjects] = useState(String(props.workspace.project_limit ?? ""));
  const limits = { member_limit: readLimit(members), project_limit: readLimit(projects) };
  const fault = (limit: number | null | undefined) => (limit === undefined ? words.limitWrong : undefined);

  return (
    <ReasonDialog
      title={words.limitsOf(props.workspace.name)}
      confirm={words.saveLimits}
      pending={props.pending}
      onClose={props.onClose}
      onConfirm={(reason) => {
        const { member_limit, project_limit } = limits;
        if (member_limit !== undefined && project_limit !== undefined) {
          props.onSave({ reason, member_limit, project_limit });
        }
      }}
    >
      <Field label={words.memberLimit} hint={words.noLimit} error={fault(limits.member_limit)}>
        <Input inputMode="numeric" value={members} onChange={(event) => setMembers(event.target.value)} />
      </Field>
      <Field label={words.projectLimit} hint={words.noLimit} error={fault(limits.project_limit)}>
        <Input inputMode="numeric" value={projects} onChange={(event) => setProjects(event.target.value)} />
      </Field>
    </ReasonDialog>
  );
}
