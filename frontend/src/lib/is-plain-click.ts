import type { MouseEvent } from "react";

/** Without a modifier: with one the browser does what it always does with a link. */
export const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
