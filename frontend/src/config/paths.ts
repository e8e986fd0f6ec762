/** Every address of the app. */
export const paths = {
  home: "/",
  login: (next?: string) => (next ? `/login?next=${encodeURIComponent(next)}` : "/login"),
  register: "/register",
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
  settingsWorkspace: "/settings/workspace",
  settingsAppearance: "/settings/appearance",
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
