import { dayNumber, type FormatOptions } from "@/lib/format";

export interface Day<Row> {
  day: number;
  at: string;
  rows: Row[];
}

/** What was written on one day together, in its order. */
export function byDay<Row extends { created_at: string }>(rows: Row[], options: FormatOptions = {}): Day<Row>[] {
  const days: Day<Row>[] = [];
  for (const row of rows) {
    const day = dayNumber(row.created_at, options);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, at: row.created_at, rows: [row] });
  }
  return days;
}
