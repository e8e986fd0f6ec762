import type { BoardColumn, TaskMove, TaskRow } from "../tasks/types";
import { byRank, rankBetween } from "../tasks/rank";

/** A column of the board with its tasks from top to bottom. */
export type Lane = { column: BoardColumn; tasks: TaskRow[] };

/** Where a task goes: a column and its place there, not counting itself. */
export type Target = { columnId: string; index: number };

export type Direction = "up" | "down" | "left" | "right";

export function lanesOf(columns: BoardColumn[], tasks: TaskRow[]): Lane[] {
  const byColumn = new Map<string, TaskRow[]>(columns.map((column) => [column.id, []]));
  for (const task of tasks) byColumn.get(task.column_id)?.push(task);
  return [...columns].sort(byRank).map((column) => ({ column, tasks: byColumn.get(column.id)!.sort(byRank) }));
}

export function whereIs(lanes: Lane[], taskId: string): Target | undefined {
  for (const { column, tasks } of lanes) {
    const index = tasks.findIndex((task) => task.id === taskId);
    if (index >= 0) return { columnId: column.id, index };
  }
  return undefined;
}

const othersIn = (lanes: Lane[], columnId: string, taskId: string) =>
  lanes.find(({ column }) => column.id === columnId)?.tasks.filter(({ id }) => id !== taskId) ?? [];

const clamp = (index: number, length: number) => Math.max(0, Math.min(index, length));

function neighbours(lanes: Lane[], taskId: string, { columnId, index }: Target) {
  const others = othersIn(lanes, columnId, taskId);
  const at = clamp(index, others.length);
  return { after: others[at - 1], before: others[at] };
}

/** What the server is asked for: the new neighbours by id. */
export function moveRequest(lanes: Lane[], taskId: string, target: Target): TaskMove {
  const { after, before } = neighbours(lanes, taskId, target);
  const request: TaskMove = { column_id: target.columnId };
  if (after) request.after = after.id;
  if (before) request.before = before.id;
  return request;
}

/** The tasks as they will be once the server has done the move. */
export function withMove(columns: BoardColumn[], tasks: TaskRow[], taskId: string, move: TaskMove): TaskRow[] {
  const column = columns.find(({ id }) => id === move.column_id);
  if (!column) return tasks;
  const rankOf = (id: string | null | undefined) => tasks.find((task) => task.id === id)?.rank;
  const place = {
    column_id: column.id,
    status: column.category,
    rank: rankBetween(rankOf(move.after), rankOf(move.before)),
  };
  return tasks.map((task) => (task.id === taskId ? { ...task, ...place } : task));
}

/** The move that puts a task back to where it is now. */
export function wayBack(lanes: Lane[], taskId: string): TaskMove | undefined {
  const place = whereIs(lanes, taskId);
  return place && moveRequest(lanes, taskId, place);
}

/** True if the task would stay where it is. */
export function staysPut(lanes: Lane[], taskId: string, target: Target): boolean {
  const place = whereIs(lanes, taskId);
  const end = othersIn(lanes, target.columnId, taskId).length;
  return place !== undefined && place.columnId === target.columnId && place.index === clamp(target.index, end);
}

/** One step of the keyboard; undefined at the edge of the board. */
export function stepFrom(lanes: Lane[], taskId: string, direction: Direction): Target | undefined {
  const place = whereIs(lanes, taskId);
  if (!place) return undefined;
  const { columnId, index } = place;
  const lane = lanes.findIndex(({ column }) => column.id === columnId);

  if (direction === "up" || direction === "down") {
    const next = index + (direction === "up" ? -1 : 1);
    return next < 0 || next >= lanes[lane].tasks.length ? undefined : { columnId, index: next };
  }
  const beside = lanes[lane + (direction === "left" ? -1 : 1)];
  return beside && { columnId: beside.column.id, index: Math.min(index, beside.tasks.length) };
}

/**
 * Where a card lands when dropped on another one's upper or lower half. The
 * index does not count the dragged card itself.
 */
export function dropOnCard(lanes: Lane[], taskId: string, overId: string, edge: "top" | "bottom"): Target | undefined {
  const over = whereIs(lanes, overId);
  if (!over) return undefined;
  if (overId === taskId) return over;
  const others = othersIn(lanes, over.columnId, taskId);
  const index = others.findIndex(({ id }) => id === overId);
  return { columnId: over.columnId, index: edge === "top" ? index : index + 1 };
}

/** Where a task stands, for people: column name, place from 1, and of how many. */
export function placeOf(lanes: Lane[], taskId: string) {
  const place = whereIs(lanes, taskId);
  if (!place) return undefined;
  const lane = lanes.find(({ column }) => column.id === place.columnId)!;
  return { column: lane.column.name, position: place.index + 1, count: lane.tasks.length };
}
