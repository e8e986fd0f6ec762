import { useLayoutEffect, useRef, type RefObject } from "react";
import type { Lane } from "../model";

export type CardPart = "link" | "menu";

const partOf = (board: HTMLElement | null, taskId: string, part: CardPart) =>
  board?.querySelector<HTMLElement>(`[data-card="${CSS.escape(taskId)}"] [data-card-${part}]`);

/**
 * Keeps the focus on a card that moves to another column: it is another element
 * there, and without this the focus would fall back to the page.
 */
export function useCardFocus(board: RefObject<HTMLElement | null>, lanes: Lane[]) {
  const wanted = useRef<{ taskId: string; part: CardPart } | null>(null);

  useLayoutEffect(() => {
    if (!wanted.current) return;
    const { taskId, part } = wanted.current;
    const target = partOf(board.current, taskId, part);
    if (!target) return;
    wanted.current = null;
    target.focus();
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [board, lanes]);

  const focus = (taskId: string) => partOf(board.current, taskId, "link")?.focus();
  const keep = (taskId: string, part: CardPart) => {
    wanted.current = { taskId, part };
  };
  return { focus, keep };
}
