import { text } from "./messages/en";
import type { Priority, Status } from "./types";

export type DueTone = "overdue" | "today" | "soon" | "later";

const dayOf = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** Whole days of the person's own calendar from now until then; negative is past. */
export function daysUntil(at: string, now = new Date()): number {
  return Math.round((dayOf(new Date(at)) - dayOf(now)) / 86_400_000);
}

/** How urgent a due date looks; a done task is never urgent. */
export function dueTone(dueAt: string | null, status: Status, now = new Date()): DueTone | undefined {
  if (!dueAt) return undefined;
  if (status === "done") return "later";
  if (new Date(dueAt) < now) return "overdue";
  const days = daysUntil(dueAt, now);
  return days === 0 ? "today" : days <= 3 ? "soon" : "later";
}

/** "Today", "Tomorrow", "12 Mar", with the year only when it is another one. */
export function formatDay(at: string, now = new Date(), locale?: string): string {
  const days = daysUntil(at, now);
  if (Math.abs(days) <= 1) {
    const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
    return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
  }
  const date = new Date(at);
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year }).format(date);
}

/** The whole moment, for titles and the history. */
export function formatMoment(at: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}

export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(" ");
}

/** Reads "90", "1:30", "1.5 h", "1h 30m"; undefined when it is no duration. */
export function parseMinutes(input: string): number | null | undefined {
  const value = input.trim().toLowerCase().replace(",", ".");
  if (!value) return null;
  const clock = /^(\d+):([0-5]\d)$/.exec(value);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const words = /^(?:(\d+(?:\.\d+)?)\s*h(?:ours?)?)?\s*(?:(\d+)\s*m(?:in(?:utes?)?)?)?$/.exec(value);
  if (words && (words[1] || words[2])) return Math.round(Number(words[1] ?? 0) * 60) + Number(words[2] ?? 0);
  return /^\d+$/.test(value) ? Number(value) : undefined;
}

/** Day of a moment as a date field wants it, in the person's own time zone. */
export function toDateInput(at: string | null): string {
  if (!at) return "";
  const date = new Date(at);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** A day from a date field as a moment: its old time of day, else the end of the working day. */
export function fromDateInput(day: string, old: string | null): string | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!parts) return null;
  const time = old ? new Date(old) : new Date(2000, 0, 1, 17, 0);
  const [year, month, date] = parts.slice(1).map(Number);
  return new Date(year, month - 1, date, time.getHours(), time.getMinutes()).toISOString();
}

export const priorityLabel = (priority: number) => text.priority[priority as Priority] ?? String(priority);

/** "LUNA-7". */
export const taskCode = (projectCode: string | undefined, number: number) =>
  projectCode ? `${projectCode}-${number}` : `#${number}`;
