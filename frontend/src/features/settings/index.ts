export { AppearancePage } from "./components/appearance-page";
export { ProfilePage } from "./components/profile-page";
export { SettingsFrame } from "./components/settings-frame";
export { WorkspacePage } from "./components/workspace-page";
