"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import { useProjects } from "@/lib/data/projects";

const text = { projects: "Projects", none: "There are no projects yet." };

export interface Scope {
  scope: "all" | "listed";
  project_ids: string[];
}

export interface ProjectChoiceProps {
  legend: string;
  labels: Record<Scope["scope"], string>;
  value: Scope;
  onChange: (next: Scope) => void;
}

const scopes = ["all", "listed"] as const;

/** All projects, or a list of them. */
export function ProjectChoice({ legend, labels, value, onChange }: ProjectChoiceProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">{legend}</legend>
      {scopes.map((scope) => (
        <label key={scope} className="flex min-h-7 items-center gap-2">
          <input
            type="radio"
            name="scope"
            className="size-4 accent-primary"
            checked={value.scope === scope}
            onChange={() => onChange({ ...value, scope })}
          />
          {labels[scope]}
        </label>
      ))}
      {value.scope === "listed" ? <ProjectList value={value} onChange={onChange} /> : null}
    </fieldset>
  );
}

function ProjectList({ value, onChange }: Pick<ProjectChoiceProps, "value" | "onChange">) {
  const projects = useProjects({ sort: "name" });
  if (!projects.data) return <Skeleton className="mt-2 h-20 w-full" />;
  if (projects.data.length === 0) return <p className="mt-2 text-muted-foreground">{text.none}</p>;

  const toggle = (id: string, chosen: boolean) =>
    onChange({
      ...value,
      project_ids: chosen ? [...value.project_ids, id] : value.project_ids.filter((other) => other !== id),
    });
  return (
    <ul aria-label={text.projects} className="mt-2 max-h-52 overflow-y-auto rounded-md border px-3 py-1">
      {projects.data.map(({ id, name, client_name: client }) => (
        <li key={id}>
          <label className="flex min-h-8 items-center gap-2">
            <Checkbox checked={value.project_ids.includes(id)} onChange={(event) => toggle(id, event.target.checked)} />
            <span className="min-w-0 truncate">{name}</span>
            {client ? <span className="min-w-0 truncate text-xs text-muted-foreground">{client}</span> : null}
          </label>
        </li>
      ))}
    </ul>
  );
}
