export { TaskListView } from "./components/task-list-view";
export { TaskHistoryPage, TaskPage } from "./components/task-page";
