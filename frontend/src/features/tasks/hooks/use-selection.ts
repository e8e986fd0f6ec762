import { useMemo, useState } from "react";
import { nothing, toggle, toggleRange, type Selection } from "../selection";

/** Selected rows of what is shown; what is gone from the list is not selected any more. */
export function useSelection<Row extends { id: string }>(rows: Row[]) {
  const [ids, setIds] = useState<Selection>(nothing);
  const [last, setLast] = useState<string>();
  const selected = useMemo(() => rows.filter(({ id }) => ids.has(id)), [rows, ids]);

  return {
    selected,
    has: (id: string) => ids.has(id),
    all: rows.length > 0 && selected.length === rows.length,
    toggle: (id: string, on: boolean, range: boolean) => {
      const order = rows.map((row) => row.id);
      setIds(range && last ? toggleRange(ids, order, last, id, on) : toggle(ids, id, on));
      setLast(id);
    },
    toggleAll: (on: boolean) => setIds(on ? new Set(rows.map(({ id }) => id)) : nothing),
    clear: () => setIds(nothing),
  };
}

export type RowSelection = Omit<ReturnType<typeof useSelection>, "selected"> & { selected: { id: string }[] };
