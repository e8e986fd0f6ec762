/** Names of everything that is kept from the server; `all` goes for whole groups. */
export const keys = {
  me: ["session", "me"] as const,
  security: ["session", "security"] as const,
  sessions: ["session", "devices"] as const,
  work: ["work"] as const,
  members: ["members"] as const,
  workspace: (id: string) => ["workspaces", "one", id] as const,
  clients: {
    all: ["clients"] as const,
    lists: ["clients", "list"] as const,
    list: (filters: object) => ["clients", "list", filters] as const,
    one: (id: string) => ["clients", "one", id] as const,
  },
  projects: {
    all: ["projects"] as const,
    lists: ["projects", "list"] as const,
    list: (filters: object) => ["projects", "list", filters] as const,
    one: (id: string) => ["projects", "one", id] as const,
    activity: (id: string) => ["projects", "activity", id] as const,
  },
  tasks: {
    all: ["tasks"] as const,
    /** Tasks across projects. */
    lists: ["tasks", "list"] as const,
  },
};
