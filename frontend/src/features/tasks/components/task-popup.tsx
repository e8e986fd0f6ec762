"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  MenuAt,
} from "@/components/ui/dropdown-menu";
import { EditorAt } from "@/components/ui/editor-at";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { announce } from "@/lib/announce";
import { useMembers } from "@/lib/data/members";
import { useProject } from "@/lib/data/projects";
import { dayFromToday, fromDateInput, priorityLabel, toDateInput } from "../format";
import { useMoveToColumn } from "../hooks/use-move-to-column";
import { useSaveTask } from "../hooks/use-save-task";
import { useDeleteTask } from "../hooks/use-task-actions";
import { text } from "../messages/en";
import { byRank } from "../rank";
import type { Status, TaskPatch, TaskStub } from "../types";

export type PopupKind = "status" | "priority" | "assignee" | "due" | "move" | "rename" | "delete";

export type TaskPopupProps = {
  kind: PopupKind;
  task: TaskStub;
  anchor: HTMLElement;
  onMove?: (taskId: string, columnId: string) => void;
  onChanged: () => void;
  onDelete: () => void;
  onClose: () => void;
};

const words = text.keys;

/** The small menu or form of one field, at the task. */
export function TaskPopup(props: TaskPopupProps) {
  switch (props.kind) {
    case "status":
      return <StatusMenu {...props} />;
    case "move":
      return <ColumnMenu {...props} />;
    case "priority":
      return <PriorityMenu {...props} />;
    case "assignee":
      return <AssigneeMenu {...props} />;
    case "due":
      return <DueEditor {...props} />;
    case "rename":
      return <TitleEditor {...props} />;
    case "delete":
      return <Delete {...props} />;
  }
}

/** Saves a change of the task, shown at once and taken back if it fails. */
function useChange({ task, onChanged }: TaskPopupProps) {
  const save = useSaveTask(task.id);
  return (patch: TaskPatch, said: string) => {
    onChanged();
    save.mutate({ base: task, patch, atOnce: true });
    announce(said);
  };
}

function useMove({ task, onMove, onChanged }: TaskPopupProps) {
  const { data: project } = useProject(task.project_id);
  const columns = [...(project?.columns ?? [])].sort(byRank);
  const moveTask = useMoveToColumn(columns);
  const move = (columnId: string | undefined) => {
    const column = columns.find(({ id }) => id === columnId);
    if (!column || column.id === task.column_id) return;
    onChanged();
    if (onMove) {
      onMove(task.id, column.id);
      return;
    }
    moveTask.mutate({ task, columnId: column.id });
    announce(words.changed(text.fields.column_id, column.name));
  };
  return { columns, move };
}

type Choice = { value: string; label: string };
type ChoiceMenuProps = Pick<TaskPopupProps, "anchor" | "onClose"> & {
  label: string;
  value: string;
  choices: Choice[];
  onChoose: (value: string, label: string) => void;
};

function ChoiceMenu({ anchor, onClose, label, value, choices, onChoose }: ChoiceMenuProps) {
  if (choices.length === 0) return null;
  return (
    <MenuAt anchor={anchor} onClose={onClose}>
      <DropdownMenuContent aria-label={label}>
        <DropdownMenuLabel>{label}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          aria-label={label}
          value={value}
          onValueChange={(next) => {
            if (next !== value) onChoose(next, choices.find((choice) => choice.value === next)?.label ?? "");
          }}
        >
          {choices.map((choice) => (
            <DropdownMenuRadioItem key={choice.value} value={choice.value}>
              {choice.label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </MenuAt>
  );
}

/** The state of a task is that of its column: the first one of the state it gets. */
function StatusMenu(props: TaskPopupProps) {
  const { columns, move } = useMove(props);
  const states = (["todo", "doing", "done"] as Status[]).filter((status) =>
    columns.some(({ category }) => category === status),
  );
  return (
    <ChoiceMenu
      {...props}
      label={text.fields.status}
      value={props.task.status}
      choices={states.map((status) => ({ value: status, label: text.status[status] }))}
      onChoose={(status) => move(columns.find(({ category }) => category === status)?.id)}
    />
  );
}

function ColumnMenu(props: TaskPopupProps) {
  const { columns, move } = useMove(props);
  return (
    <ChoiceMenu
      {...props}
      label={text.list.move}
      value={props.task.column_id}
      choices={columns.map(({ id, name }) => ({ value: id, label: name }))}
      onChoose={move}
    />
  );
}

const priorities = [4, 3, 2, 1, 0];

function PriorityMenu(props: TaskPopupProps) {
  const change = useChange(props);
  return (
    <ChoiceMenu
      {...props}
      label={text.fields.priority}
      value={String(props.task.priority)}
      choices={priorities.map((priority) => ({ value: String(priority), label: priorityLabel(priority) }))}
      onChoose={(priority, label) => change({ priority: Number(priority) }, words.changed(text.fields.priority, label))}
    />
  );
}

function AssigneeMenu(props: TaskPopupProps) {
  const { data: members } = useMembers();
  const change = useChange(props);
  const people = members?.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ChoiceMenu
      {...props}
      label={text.fields.assignee_id}
      value={props.task.assignee_id ?? ""}
      choices={people ? [...people, { value: "", label: text.unassigned }] : []}
      onChoose={(id, label) => change({ assignee_id: id || null }, words.changed(text.fields.assignee_id, label))}
    />
  );
}

const days = [0, 1, 7] as const;

function DueEditor(props: TaskPopupProps) {
  const { task, anchor, onClose } = props;
  const [day, setDay] = useState(toDateInput(task.due_at));
  const change = useChange(props);

  const choose = (next: string, close: () => void) => {
    close();
    const dueAt = fromDateInput(next, task.due_at);
    if (dueAt !== task.due_at) change({ due_at: dueAt }, words.changed(text.fields.due_at, next || text.noDate));
  };

  return (
    <EditorAt anchor={anchor} label={words.dueOf(task.title)} onClose={onClose}>
      {(close) => (
        <form
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            choose(day, close);
          }}
        >
          <div className="flex items-end gap-2">
            <Field label={text.fields.due_at}>
              <Input type="date" max="9998-12-31" value={day} onChange={({ target }) => setDay(target.value)} />
            </Field>
            <Button type="submit">{words.save}</Button>
          </div>
          <div className="mt-2.5 flex flex-wrap gap-1.5">
            {days.map((distance) => (
              <Button
                key={distance}
                variant="secondary"
                size="sm"
                onClick={() => choose(dayFromToday(distance), close)}
              >
                {words.days[distance]}
              </Button>
            ))}
            <Button variant="secondary" size="sm" onClick={() => choose("", close)}>
              {text.noDate}
            </Button>
          </div>
        </form>
      )}
    </EditorAt>
  );
}

function TitleEditor(props: TaskPopupProps) {
  const { task, anchor, onClose } = props;
  const [title, setTitle] = useState(task.title);
  const change = useChange(props);
  const wanted = title.trim();
  return (
    <EditorAt anchor={anchor} label={words.renameOf(task.title)} onClose={onClose} className="w-96">
      {(close) => (
        <form
          className="flex items-end gap-2"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (wanted === "") return;
            close();
            if (wanted !== task.title) change({ title: wanted }, words.changed(text.fields.title, wanted));
          }}
        >
          <Field label={text.fields.title} className="min-w-0 flex-1">
            <Input type="text" maxLength={200} value={title} onChange={({ target }) => setTitle(target.value)} />
          </Field>
          <Button type="submit" disabled={wanted === ""}>
            {words.save}
          </Button>
        </form>
      )}
    </EditorAt>
  );
}

function Delete({ task, onDelete, onClose }: TaskPopupProps) {
  const remove = useDeleteTask();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={text.detail.deleteAsk}
      description={
        <>
          <p className="font-medium break-words text-foreground">{task.title}</p>
          {text.detail.deleteHint}
        </>
      }
      confirm={text.detail.delete}
      pending={remove.isPending}
      onConfirm={() => {
        onDelete();
        remove.mutate(task, { onSettled: onClose });
      }}
    />
  );
}
