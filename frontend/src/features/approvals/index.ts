export { TaskApprovals } from "./components/task-approvals";
