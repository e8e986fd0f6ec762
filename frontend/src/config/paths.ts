/** Every address of the app. */
export const paths = {
  home: "/",
  login: (next?: string) => (next ? `/login?next=${encodeURIComponent(next)}` : "/login"),
  register: "/register",
  forgot: "/forgot",
  dashboard: "/dashboard",
  myWork: "/my-work",
  clients: "/clients",
  client: (id: string) => `/clients/${id}`,
  projects: "/projects",
  project: (id: string) => `/projects/${id}`,
  projectBoard: (id: string) => `/projects/${id}/board`,
  projectList: (id: string) => `/projects/${id}/list`,
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
  adminOverview: "/admin/overview",
  adminUsers: "/admin/users",
  adminWorkspaces: "/admin/workspaces",
  adminSupport: "/admin/support",
  adminAudit: "/admin/audit",
} as const;

/** The dynamic pages: the placeholder of the export stands where the id is. */
export const patterns = {
  client: "/clients/:clientId",
  project: "/projects/:projectId",
  task: "/projects/:projectId/tasks/:taskId",
} as const;

/** Where to go after signing in: only a path of this site. */
export function safeNext(next: string | null): string {
  if (!next || !/^\/(?![/\\])/.test(next) || next.startsWith("/login")) return paths.dashboard;
  return next;
}
