export { DueMark, PriorityMark } from "./components/marks";
export { TaskListView } from "./components/task-list-view";
export { TaskHistoryPage, TaskPage } from "./components/task-page";
