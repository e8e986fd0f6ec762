export { ClientPage } from "./components/client-page";
export { ClientsPage } from "./components/clients-page";
export { NewClientSheet } from "./components/new-client-sheet";
