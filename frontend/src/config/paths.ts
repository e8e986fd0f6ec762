/** Every address of the app. */
export const paths = {
  home: "/",
  login: (next?: string) => (next ? `/login?next=${encodeURIComponent(next)}` : "/login"),
  secondFactor: (next: string) => `/login?step=second-factor&next=${encodeURIComponent(next)}`,
  register: "/register",
  forgot: "/forgot",
  dashboard: "/dashboard",
  myWork: "/my-work",
  inbox: "/inbox",
  conversation: (id: string) => `/inbox/${id}`,
  clients: "/clients",
  client: (id: string) => `/clients/${id}`,
  projects: "/projects",
  project: (id: string) => `/projects/${id}`,
  projectBoard: (id: string) => `/projects/${id}/board`,
  projectList: (id: string) => `/projects/${id}/list`,
  projectMessages: (id: string) => `/projects/${id}/messages`,
  projectActivity: (id: string) => `/projects/${id}/activity`,
  projectSettings: (id: string) => `/projects/${id}/settings`,
  task: (projectId: string, taskId: string) => `/projects/${projectId}/tasks/${taskId}`,
  taskHistory: (projectId: string, taskId: string) => `/projects/${projectId}/tasks/${taskId}/history`,
  settingsProfile: "/settings/profile",
  settingsSecurity: "/settings/security",
  settingsData: "/settings/data",
  settingsWorkspace: "/settings/workspace",
  settingsMembers: "/settings/members",
  settingsApiKeys: "/settings/api-keys",
  settingsAudit: "/settings/audit",
  settingsAppearance: "/settings/appearance",
  newWorkspace: "/workspaces/new",
  adminOverview: "/admin/overview",
  adminUsers: "/admin/users",
  adminWorkspaces: "/admin/workspaces",
  adminSupport: "/admin/support",
  adminAudit: "/admin/audit",
  /** What an owner lets the support read; `place`: "projects" and the like, `id` of one of them. */
  adminInside: (access: string, place?: string, id?: string) =>
    `/admin/inside?access=${access}${place ? `&place=${place}` : ""}${id ? `&id=${id}` : ""}`,
  settingsNotifications: "/settings/notifications",
  notifications: "/notifications",
  /** The secret stands behind the "#": it never gets to a server. */
  shared: (token: string) => `/s#${token}`,
  portal: (linkId: string) => `/s?link=${linkId}`,
} as const;

/** The dynamic pages: the placeholder of the export stands where the id is. */
export const patterns = {
  callback: "/login/callback/:provider",
  client: "/clients/:clientId",
  conversation: "/inbox/:conversationId",
  project: "/projects/:projectId",
  task: "/projects/:projectId/tasks/:taskId",
} as const;

/** Where to go after signing in: only a path of this site. */
export function safeNext(next: string | null): string {
  if (!next || !/^\/(?![/\\])/.test(next) || next.startsWith("/login")) return paths.dashboard;
  return next;
}
