import type { ApiKeyInput } from "./api";

export type Scope = ApiKeyInput["scopes"][number];

export type Access = "none" | "read" | "write";

export type Area = Scope extends `${infer Name}:${string}` ? Name : never;

/** What keys can reach; `write` where a key may change it, too. */
export const areas = [
  { name: "workspace", write: false },
  { name: "clients", write: true },
  { name: "projects", write: true },
  { name: "tasks", write: true },
  { name: "conversations", write: true },
  { name: "approvals", write: true },
  { name: "links", write: true },
  { name: "changes", write: false },
  { name: "search", write: false },
] as const satisfies { name: Area; write: boolean }[];

export type Choice = Partial<Record<Area, Access>>;

/** { tasks: "write" } -> ["tasks:write"]; writing includes reading. */
export const scopesOf = (choice: Choice): Scope[] =>
  areas.flatMap(({ name }) => {
    const access = choice[name] ?? "none";
    return access === "none" ? [] : [`${name}:${access}` as Scope];
  });
