export { ActivityPage } from "./components/activity-page";
export { NewProjectSheet } from "./components/new-project-sheet";
export { OverviewPage } from "./components/overview-page";
export { ProjectFrame } from "./components/project-frame";
export { ProjectFrameSkeleton } from "./components/project-frame-skeleton";
export { ProjectRowLink } from "./components/project-row-link";
export { ProjectSettingsPage } from "./components/project-settings-page";
export { ProjectsPage } from "./components/projects-page";
