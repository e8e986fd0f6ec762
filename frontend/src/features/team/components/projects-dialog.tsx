"use client";

import { useState } from "react";
import { ErrorCard, RowsSkeleton } from "@/components/states";
import { ProjectChoice, type Scope } from "@/components/project-choice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { Member } from "@/lib/data/members";
import { useMember, useSetProjects } from "../api";
import { text } from "../messages/en";

export function ProjectsDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const detail = useMember(member.id);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={text.projectsOf(member.name)}>
        {detail.isPending ? <RowsSkeleton rows={2} /> : null}
        {detail.isError ? <ErrorCard compact error={detail.error} onRetry={() => void detail.refetch()} /> : null}
        {detail.data ? <ScopeForm id={member.id} initial={detail.data} onClose={onClose} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function ScopeForm({ id, initial, onClose }: { id: string; initial: Scope; onClose: () => void }) {
  const [{ scope, project_ids }, setScope] = useState<Scope>(initial);
  const save = useSetProjects();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { id, scope, ...(scope === "listed" ? { project_ids } : {}) },
          {
            onSuccess: () => {
              toast.success(text.projectsSaved);
              onClose();
            },
            onError: (error) => toast.error(text.changeFailed, error),
          },
        );
      }}
    >
      <ProjectChoice legend={text.scope} labels={text.scopes} value={{ scope, project_ids }} onChange={setScope} />
      <DialogFooter>
        <Button variant="secondary" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button type="submit" pending={save.isPending}>
          {text.save}
        </Button>
      </DialogFooter>
    </form>
  );
}
