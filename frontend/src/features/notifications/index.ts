export { useUnread } from "./api";
export { Bell } from "./components/bell";
export { NotificationsPage } from "./components/notifications-page";
export { PreferencesPage } from "./components/preferences-page";
export { UnsubscribePage } from "./components/unsubscribe-page";
