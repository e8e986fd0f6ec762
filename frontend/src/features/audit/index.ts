export { AuditPage } from "./components/audit-page";
export { AuditRow } from "./components/audit-row";
export { actionWords } from "./words";
