/** Names of everything that is kept from the server; `all` goes for whole groups. */
export const keys = {
  me: ["session", "me"] as const,
  security: ["session", "security"] as const,
  sessions: ["session", "devices"] as const,
  work: ["work"] as const,
  members: ["members"] as const,
  notifications: ["notifications"] as const,
  search: (words: string) => ["search", words] as const,
  suggest: (words: string) => ["suggest", words] as const,
  workspace: (id: string) => ["workspaces", "one", id] as const,
  clients: {
    all: ["clients"] as const,
    lists: ["clients", "list"] as const,
    list: (filters: object) => ["clients", "list", filters] as const,
    one: (id: string) => ["clients", "one", id] as const,
    contacts: (id: string) => ["clients", "contacts", id] as const,
    timeline: (id: string) => ["clients", "timeline", id] as const,
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
  shares: {
    all: ["shares"] as const,
    list: (scope: object) => ["shares", "list", scope] as const,
    accesses: (id: string) => ["shares", "accesses", id] as const,
    preview: (id: string) => ["shares", "preview", id] as const,
  },
  approvals: {
    all: ["approvals"] as const,
    list: (filters: object) => ["approvals", "list", filters] as const,
    evidence: (id: string) => ["approvals", "evidence", id] as const,
  },
};
