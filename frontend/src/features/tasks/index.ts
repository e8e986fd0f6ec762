export { DueMark, PriorityMark } from "./components/marks";
export { TaskKeys } from "./components/task-keys";
export { TaskListView } from "./components/task-list-view";
export { TaskHistoryPage } from "./components/task-history-page";
export { TaskPage } from "./components/task-page";
