export { DashboardPage } from "./components/dashboard-page";
export { MyWorkPage } from "./components/my-work-page";
export { NewTaskDialog } from "./components/new-task-dialog";
