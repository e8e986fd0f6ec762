import * as v from "valibot";
import type { Schemas } from "@/lib/api/client";
import type { Project } from "@/lib/data/projects";
import { text } from "./messages/en";

export type ProjectInput = Schemas["ProjectInput"];
export type ProjectPatch = Schemas["ProjectPatch"];

/** The states that a person sets; archived has its own action. */
export const statuses = ["planned", "active", "on_hold", "done"] as const;
export const healths = ["on_track", "at_risk", "off_track"] as const;
export const billings = ["hourly", "fixed", "retainer"] as const;
export const visibilities = ["internal", "client"] as const;

const hours = /^\d{1,5}([.,]\d{1,2})?$/;

export const projectSchema = v.pipe(
  v.object({
    name: v.pipe(v.string(), v.trim(), v.nonEmpty(text.nameMissing), v.maxLength(200, text.tooLong)),
    client_id: v.string(),
    code: v.pipe(
      v.string(),
      v.trim(),
      v.toUpperCase(),
      v.check((value) => value === "" || /^[A-Z][A-Z0-9]{1,9}$/.test(value), text.codeWrong),
    ),
    description: v.pipe(v.string(), v.maxLength(20_000, text.tooLong)),
    status: v.picklist(statuses),
    health: v.picklist(healths),
    billing: v.picklist(billings),
    visibility: v.picklist(visibilities),
    start_on: v.string(),
    due_on: v.string(),
    budget_hours: v.pipe(
      v.string(),
      v.trim(),
      v.check((value) => value === "" || hours.test(value), text.hoursWrong),
    ),
  }),
  v.forward(
    v.partialCheck(
      [["start_on"], ["due_on"]],
      ({ start_on, due_on }) => !start_on || !due_on || start_on <= due_on,
      text.dueBeforeStart,
    ),
    ["due_on"],
  ),
);

export type ProjectForm = v.InferOutput<typeof projectSchema>;

export const emptyForm: ProjectForm = {
  name: "",
  client_id: "",
  code: "",
  description: "",
  status: "active",
  health: "on_track",
  billing: "hourly",
  visibility: "internal",
  start_on: "",
  due_on: "",
  budget_hours: "",
};

export function formOf(project: Project): ProjectForm {
  const { name, code, description, health, billing, visibility } = project;
  return {
    name,
    code,
    description,
    health,
    billing,
    visibility,
    status: project.status === "archived" ? "active" : project.status,
    client_id: project.client_id ?? "",
    start_on: project.start_on ?? "",
    due_on: project.due_on ?? "",
    budget_hours: project.budget_minutes === null ? "" : String(project.budget_minutes / 60),
  };
}

/** "7,5" -> 450. */
export const minutesOf = (value: string): number | null =>
  value === "" ? null : Math.round(Number(value.replace(",", ".")) * 60);

export function inputOf({ budget_hours, code, ...form }: ProjectForm): ProjectInput {
  return {
    ...form,
    ...(code ? { code } : {}),
    client_id: form.client_id || null,
    start_on: form.start_on || null,
    due_on: form.due_on || null,
    budget_minutes: minutesOf(budget_hours),
  };
}

/** Only what differs from the project that the form was filled with. */
export function patchOf(project: Project, form: ProjectForm): ProjectPatch {
  const input = inputOf(form);
  const wanted = Object.entries(input).filter(([name, value]) => {
    // The form shows an archived project as active; that is no change.
    if (name === "status" && project.status === "archived") return false;
    return project[name as keyof Project] !== value;
  });
  return Object.fromEntries(wanted) as ProjectPatch;
}
