import { dayNumber, daysFromToday, formatDue, formatTime, type FormatOptions } from "@/lib/format";
import { text } from "./messages/en";
import type { Priority, Status } from "./types";

export type DueTone = "overdue" | "today" | "soon" | "later";

/** How urgent a due date looks; a done task is never urgent. */
export function dueTone(dueAt: string | null, status: Status, options: FormatOptions = {}): DueTone | undefined {
  if (!dueAt) return undefined;
  if (status === "done") return "later";
  if (new Date(dueAt) < (options.now ?? new Date())) return "overdue";
  const days = daysFromToday(dueAt, options);
  return days === 0 ? "today" : days <= 3 ? "soon" : "later";
}

/** "Tomorrow"; with the hour when that is why it is overdue: "Today 17:00". */
export function dueLabel(dueAt: string, tone: DueTone, options: FormatOptions = {}): string {
  const day = formatDue(dueAt, options);
  const hours = tone === "overdue" && daysFromToday(dueAt, options) === 0;
  return hours ? `${day} ${formatTime(dueAt, options)}` : day;
}

/** Reads "90", "1:30", "1.5 h", "1h 30m"; null is none, undefined is no duration. */
export function parseMinutes(input: string): number | null | undefined {
  const value = input.trim().toLowerCase().replace(",", ".");
  if (!value) return null;
  const clock = /^(\d+):([0-5]\d)$/.exec(value);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const words = /^(?:(\d+(?:\.\d+)?)\s*h(?:ours?)?)?\s*(?:(\d+)\s*m(?:in(?:utes?)?)?)?$/.exec(value);
  if (words && (words[1] || words[2])) return Math.round(Number(words[1] ?? 0) * 60) + Number(words[2] ?? 0);
  return /^\d+$/.test(value) ? Number(value) : undefined;
}

const dayMs = 86_400_000;

/** Day of a moment as a date field wants it, in the person's own time zone. */
export const toDateInput = (at: string | null, options?: FormatOptions): string =>
  at ? new Date(dayNumber(at, options) * dayMs).toISOString().slice(0, 10) : "";

/** Today, or so many days after it, for a date field. */
export const dayFromToday = (distance: number, options: FormatOptions = {}): string =>
  new Date((dayNumber(options.now ?? new Date(), options) + distance) * dayMs).toISOString().slice(0, 10);

/** A day from a date field as a moment: its old time of day, else the end of the working day. */
export function fromDateInput(day: string, old: string | null, options?: FormatOptions): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const moment = old ? new Date(old) : new Date(`${day}T17:00:00`);
  const shift = dayNumber(day, options) - dayNumber(moment, options);
  return new Date(moment.getTime() + shift * dayMs).toISOString();
}

export const priorityLabel = (priority: number) => text.priority[priority as Priority] ?? String(priority);

/** "LUNA-7". */
export const taskCode = (projectCode: string | undefined, number: number) =>
  projectCode ? `${projectCode}-${number}` : `#${number}`;
