export { ShareButton, ShareSheet } from "./components/share-button";
export type { Scope } from "./types";
