export { AppearancePage } from "./components/appearance-page";
export { DataPage } from "./components/data-page";
export { NewWorkspacePage } from "./components/new-workspace-page";
export { ProfilePage } from "./components/profile-page";
export { SecurityPage } from "./components/security-page";
export { SettingsFrame } from "./components/settings-frame";
export { WorkspacePage } from "./components/workspace-page";
