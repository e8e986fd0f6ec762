export { AdminAuditPage } from "./components/admin-audit-page";
export { AdminFrame } from "./components/admin-frame";
export { InsidePage } from "./components/inside-page";
export { OverviewPage } from "./components/overview-page";
export { SupportPage } from "./components/support-page";
export { UsersPage } from "./components/users-page";
export { WorkspacesPage } from "./components/workspaces-page";
