"use client";

import { Eye } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { formatMinutes } from "@/lib/format";
import { fromDateInput, parseMinutes, priorityLabel, toDateInput } from "../format";
import { text } from "../messages/en";
import type { BoardColumn, Member, Task, TaskPatch } from "../types";
import { DateField } from "./date-field";

export type PropertiesProps = {
  task: Task;
  columns: BoardColumn[];
  members: Member[];
  /** The project is internal, and with it all its tasks. */
  hidden: boolean;
  onChange: (patch: TaskPatch) => void;
  onMove: (columnId: string) => void;
};

const priorities = [0, 1, 2, 3, 4];

export function Properties({ task, columns, members, hidden, onChange, onMove }: PropertiesProps) {
  const known = members.some(({ id }) => id === task.assignee_id);
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-3 sm:grid-cols-3">
      <Field label={text.fields.column_id}>
        <Select value={task.column_id} onChange={({ target }) => onMove(target.value)}>
          {columns.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fields.priority}>
        <Select value={task.priority} onChange={({ target }) => onChange({ priority: Number(target.value) })}>
          {priorities.map((priority) => (
            <option key={priority} value={priority}>
              {priorityLabel(priority)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fields.assignee_id}>
        <Select
          value={task.assignee_id ?? ""}
          onChange={({ target }) => onChange({ assignee_id: target.value || null })}
        >
          <option value="">{text.unassigned}</option>
          {task.assignee_id && !known ? <option value={task.assignee_id}>{text.formerMember}</option> : null}
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.fields.due_at}>
        <DateField
          value={toDateInput(task.due_at)}
          onCommit={(day) => onChange({ due_at: fromDateInput(day, task.due_at) })}
        />
      </Field>
      <Field label={text.fields.start_on}>
        <DateField value={task.start_on ?? ""} onCommit={(day) => onChange({ start_on: day || null })} />
      </Field>
      <Estimate minutes={task.estimate_minutes} onChange={(minutes) => onChange({ estimate_minutes: minutes })} />
      <Field
        label={text.fields.visibility}
        className="col-span-2 sm:col-span-3"
        hint={
          hidden ? (
            text.detail.hiddenByProject
          ) : task.visibility === "client" ? (
            <span className="inline-flex items-center gap-1">
              <Eye aria-hidden="true" className="size-3.5" /> {text.detail.clientSees}
            </span>
          ) : undefined
        }
      >
        <Select
          wrapperClassName="sm:max-w-48"
          value={task.visibility}
          disabled={hidden}
          onChange={({ target }) => onChange({ visibility: target.value as Task["visibility"] })}
        >
          <option value="internal">{text.visibility.internal}</option>
          <option value="client">{text.visibility.client}</option>
        </Select>
      </Field>
    </div>
  );
}

function Estimate({ minutes, onChange }: { minutes: number | null; onChange: (minutes: number | null) => void }) {
  const [typed, setTyped] = useState<string>();
  const parsed = typed === undefined ? minutes : parseMinutes(typed);

  const commit = () => {
    if (typed === undefined || parsed === undefined) return;
    setTyped(undefined);
    if (parsed !== minutes) onChange(parsed);
  };

  return (
    <Field label={text.fields.estimate_minutes} error={parsed === undefined ? text.detail.estimateWrong : undefined}>
      <Input
        value={typed ?? (minutes === null ? "" : formatMinutes(minutes))}
        placeholder={text.detail.estimatePlaceholder}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === "Enter" && commit()}
      />
    </Field>
  );
}
