import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { attachClosestEdge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { useEffect, useEffectEvent, useState, type RefObject } from "react";
import { dropOnCard, type Lane, type Target } from "../model";

type Edge = "top" | "bottom";

const isTask = (data: Record<string, unknown>) => data.type === "task";

const edgeOf = (data: Record<string, unknown>): Edge => (extractClosestEdge(data) === "top" ? "top" : "bottom");

/** Makes a card draggable, and a place to drop another card above or below. */
export function useCardDrag(ref: RefObject<HTMLElement | null>, taskId: string, enabled: boolean) {
  const [dragging, setDragging] = useState(false);
  const [edge, setEdge] = useState<Edge>();

  useEffect(() => {
    const element = ref.current;
    if (!element || !enabled) return undefined;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ type: "task", taskId }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => isTask(source.data),
        getData: ({ input }) =>
          attachClosestEdge({ type: "card", taskId }, { element, input, allowedEdges: ["top", "bottom"] }),
        onDrag: ({ self, source }) => setEdge(source.data.taskId === taskId ? undefined : edgeOf(self.data)),
        onDragLeave: () => setEdge(undefined),
        onDrop: () => setEdge(undefined),
      }),
    );
  }, [ref, taskId, enabled]);

  return { dragging, edge };
}

/** Makes a column a place to drop; true while a card is over it but over no card of it. */
export function useColumnDrop(ref: RefObject<HTMLElement | null>, columnId: string) {
  const [over, setOver] = useState(false);

  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => isTask(source.data),
      getData: () => ({ type: "column", columnId }),
      onDrag: ({ location }) => setOver(location.current.dropTargets[0]?.data.type === "column"),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [ref, columnId]);

  return over;
}

/** Calls back with the place where a card was dropped. */
export function useBoardDrop(lanes: Lane[], onMove: (taskId: string, target: Target) => void) {
  const drop = useEffectEvent((taskId: string, over: { data: Record<string, unknown> } | undefined) => {
    if (!over) return;
    const { type } = over.data;
    const target =
      type === "card"
        ? dropOnCard(lanes, taskId, String(over.data.taskId), edgeOf(over.data))
        : { columnId: String(over.data.columnId), index: Number.MAX_SAFE_INTEGER };
    if (target) onMove(taskId, target);
  });

  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => isTask(source.data),
        onDrop: ({ source, location }) => drop(String(source.data.taskId), location.current.dropTargets[0]),
      }),
    [],
  );
}
