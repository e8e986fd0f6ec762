/** Which rows of a list are selected, in the order of the list. */
export type Selection = ReadonlySet<string>;

export const nothing: Selection = new Set();

export function toggle(selection: Selection, id: string, on: boolean): Selection {
  const next = new Set(selection);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

/** With Shift: everything from the row before to this one, in either direction. */
export function toggleRange(selection: Selection, ids: string[], from: string, to: string, on: boolean): Selection {
  const ends = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b);
  if (ends[0] < 0) return toggle(selection, to, on);
  return ids.slice(ends[0], ends[1] + 1).reduce((now, id) => toggle(now, id, on), selection);
}
