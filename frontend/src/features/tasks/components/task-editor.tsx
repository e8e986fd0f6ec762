"use client";

import { useState } from "react";
import { CircleCheck, CircleDashed } from "lucide-react";
import { ClashDialog } from "@/components/clash-dialog";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/cn";
import { TaskApprovals } from "@/features/approvals";
import { useMembers } from "@/lib/data/members";
import { fieldLabel, fieldValue } from "../diff";
import { taskCode } from "../format";
import { useMoveToColumn } from "../hooks/use-move-to-column";
import { useSaveTask } from "../hooks/use-save-task";
import { useFinishTask } from "../hooks/use-task-actions";
import { useTaskDraft } from "../hooks/use-task-draft";
import { text } from "../messages/en";
import { mineOf, type TaskClash } from "../save";
import type { Project, Task } from "../types";
import { ActivityList } from "./activity";
import { Comments } from "./comments";
import { History } from "./lazy";
import { StatusMark } from "./marks";
import { Properties } from "./properties";
import { SaveStateMark } from "./save-state";
import { SourceLink } from "./source";

export type TaskEditorProps = {
  task: Task;
  project: Project;
  /** A page of its own: the heading is the page's, and there is more room. */
  wide?: boolean;
};

const isText = ({ conflicts }: TaskClash) =>
  conflicts.some(({ field }) => field === "title" || field === "description");

/** Everything about one task, to be changed where it stands. */
export function TaskEditor({ task, project, wide }: TaskEditorProps) {
  const { data: members = [] } = useMembers();
  const [clash, setClash] = useState<TaskClash | null>(null);
  const save = useSaveTask(task.id, setClash);
  const draft = useTaskDraft(task, save.mutateAsync);
  const finish = useFinishTask();
  const move = useMoveToColumn(project.columns);
  const names = { members, columns: project.columns };
  const column = project.columns.find(({ id }) => id === task.column_id);
  const titleMissing = draft.value("title").trim() === "";

  return (
    <div className={cn("space-y-5", wide && "mx-auto w-full max-w-3xl")}>
      <div>
        <div className="mb-1 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted-foreground">
          <span className="tabular-nums">{taskCode(project.code, task.number)}</span>
          <StatusMark status={task.status} label={column?.name} />
          {task.source_message_id ? <SourceLink messageId={task.source_message_id} /> : null}
          <SaveStateMark state={draft.state} onRetry={() => void draft.flush()} />
          <Button
            variant={task.status === "done" ? "secondary" : "primary"}
            size="sm"
            className="ml-auto"
            onClick={() => finish.mutate({ task, columns: project.columns })}
          >
            {task.status === "done" ? <CircleDashed aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
            {task.status === "done" ? text.detail.reopen : text.detail.complete}
          </Button>
        </div>
        {wide ? <h1 className="sr-only">{task.title}</h1> : null}
        <textarea
          rows={1}
          value={draft.value("title")}
          maxLength={200}
          aria-label={text.detail.titleLabel}
          aria-invalid={titleMissing || undefined}
          aria-describedby={titleMissing ? "title-missing" : undefined}
          onChange={({ target }) => draft.edit("title", target.value.replaceAll("\n", " "))}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            event.currentTarget.blur();
          }}
          onBlur={() => void draft.flush()}
          className="-mx-2 block field-sizing-content w-[calc(100%+1rem)] resize-none rounded-md border border-transparent bg-transparent px-2 py-1 text-xl leading-snug font-semibold hover:border-input focus-visible:border-ring"
        />
        {titleMissing ? (
          <p id="title-missing" role="alert" className="mt-1 text-xs font-medium text-destructive">
            {text.detail.titleMissing}
          </p>
        ) : null}
      </div>

      <Textarea
        value={draft.value("description")}
        maxLength={20000}
        aria-label={text.detail.descriptionLabel}
        placeholder={text.detail.descriptionPlaceholder}
        onChange={({ target }) => draft.edit("description", target.value)}
        onBlur={() => void draft.flush()}
        className={wide ? "min-h-40" : "min-h-28"}
      />

      <Properties
        task={task}
        columns={project.columns}
        members={members}
        hidden={project.visibility === "internal"}
        onChange={(patch) => save.mutate({ base: task, patch, atOnce: true })}
        onMove={(columnId) => move.mutate({ task, columnId })}
      />

      <TaskApprovals task={task} />

      <Tabs defaultValue="comments">
        <TabsList aria-label={text.detail.more}>
          <TabsTrigger value="comments">
            {text.detail.tabs.comments}
            {task.comment_count > 0 ? <span className="text-xs tabular-nums">{task.comment_count}</span> : null}
          </TabsTrigger>
          <TabsTrigger value="activity">{text.detail.tabs.activity}</TabsTrigger>
          <TabsTrigger value="history">{text.detail.tabs.history}</TabsTrigger>
        </TabsList>
        <TabsContent value="comments">
          <Comments task={task} />
        </TabsContent>
        <TabsContent value="activity">
          <ActivityList taskId={task.id} />
        </TabsContent>
        <TabsContent value="history">
          <History taskId={task.id} names={names} />
        </TabsContent>
      </Tabs>

      {clash ? (
        <ClashDialog
          fields={clash.conflicts.map(({ field, mine, theirs }) => ({
            label: fieldLabel(field),
            mine: fieldValue(field, mine, names),
            theirs: fieldValue(field, theirs, names),
          }))}
          onKeepMine={() => {
            setClash(null);
            if (isText(clash)) draft.overwrite(clash.current);
            else save.mutate({ base: clash.current, patch: mineOf(clash) });
          }}
          onTakeTheirs={() => {
            setClash(null);
            if (isText(clash)) draft.discard();
          }}
        />
      ) : null}
    </div>
  );
}
