import { type Scope } from "@/components/project-choice";
import { type ApiKey, type ApiKeyInput } from "./api";
import { networkLabel, networksOf } from "./networks";

/** Where a key reaches, as the form has it. */
export interface Limits extends Scope {
  networks: string;
}

export const noLimits: Limits = { scope: "all", project_ids: [], networks: "" };

export const limitsOf = ({ project_ids: projects, networks }: ApiKey): Limits => ({
  scope: projects ? "listed" : "all",
  project_ids: projects ?? [],
  networks: (networks ?? []).map(networkLabel).join("\n"),
});

/** As the API has it: null is everything that the person sees, from anywhere. */
export function inputOf(limits: Limits): Required<Pick<ApiKeyInput, "project_ids" | "networks">> {
  const networks = networksOf(limits.networks);
  return {
    project_ids: limits.scope === "listed" ? limits.project_ids : null,
    networks: networks.length > 0 ? networks : null,
  };
}

export const lacksProjects = ({ scope, project_ids: projects }: Scope) => scope === "listed" && projects.length === 0;
