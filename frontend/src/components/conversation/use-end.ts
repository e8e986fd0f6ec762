import { useEffect, useRef } from "react";

/** So far from the end one still reads there: a long message and a bit. */
const nearPx = 400;

/**
 * Scrolls to the end of a conversation, where the newest message stands over the place
 * to write: when it opens, and when a message comes while one is there or `own` wrote it.
 */
export function useEnd(last: string | number | undefined, own: boolean) {
  const opened = useRef(false);
  useEffect(() => {
    const page = document.scrollingElement;
    if (last === undefined || !page) return;
    const near = page.scrollHeight - page.scrollTop - page.clientHeight < nearPx;
    if (!opened.current || near || own) page.scrollTop = page.scrollHeight;
    opened.current = true;
  }, [last, own]);
}
