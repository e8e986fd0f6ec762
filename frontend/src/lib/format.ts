/** Dates, numbers and money for people, in their language and time zone. */
export interface FormatOptions {
  locale?: string;
  timeZone?: string;
  now?: Date;
}

let defaults: FormatOptions = {};

/** Set once the signed-in person is known. */
export function setFormatDefaults(options: { locale?: string; timeZone?: string }) {
  defaults = {
    locale: supported(options.locale, (locale) => new Intl.DateTimeFormat(locale)),
    timeZone: supported(options.timeZone, (timeZone) => new Intl.DateTimeFormat(undefined, { timeZone })),
  };
}

/** Whatever this browser does not know must not break a page. */
function supported(value: string | undefined, test: (value: string) => unknown): string | undefined {
  if (!value) return undefined;
  try {
    test(value);
    return value;
  } catch {
    return undefined;
  }
}

const dayMs = 86_400_000;
const cache = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: FormatOptions, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { locale, timeZone } = { ...defaults, ...options };
  const key = JSON.stringify([locale, timeZone, parts]);
  let format = cache.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone, ...parts });
    cache.set(key, format);
  }
  return format;
}

/** A date without time ("2026-04-17") is that day everywhere. */
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

const read = (value: string) => (isDay(value) ? new Date(`${value}T12:00:00Z`) : new Date(value));

const zoneOf = (value: string, options: FormatOptions): FormatOptions =>
  isDay(value) ? { ...options, timeZone: "UTC" } : options;

/** Number of the day in the person's time zone, to count days between moments. */
export function dayNumber(value: string | Date, options: FormatOptions = {}): number {
  const zoned = typeof value === "string" ? zoneOf(value, options) : options;
  const parts = dateFormat({ ...zoned, locale: "en-CA" }, { year: "numeric", month: "2-digit", day: "2-digit" }).format(
    typeof value === "string" ? read(value) : value,
  );
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / dayMs);
}

/** Days from today: -1 is yesterday. */
export function daysFromToday(value: string, options: FormatOptions = {}): number {
  return dayNumber(value, options) - dayNumber(options.now ?? new Date(), options);
}

/** "17 Apr", with the year when it is another one. */
export function formatDate(value: string, options: FormatOptions = {}): string {
  const zoned = zoneOf(value, options);
  const date = read(value);
  const sameYear = date.getUTCFullYear() === (options.now ?? new Date()).getUTCFullYear();
  return dateFormat(zoned, { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) }).format(date);
}

/** "17 April 2026 at 10:30", for titles. */
export function formatDateTime(value: string, options: FormatOptions = {}): string {
  const parts: Intl.DateTimeFormatOptions = isDay(value)
    ? { dateStyle: "long" }
    : { dateStyle: "long", timeStyle: "short" };
  return dateFormat(zoneOf(value, options), parts).format(read(value));
}

/** "Today", "Tomorrow", "Fri", "17 Apr": when something is due. */
export function formatDue(value: string, options: FormatOptions = {}): string {
  const days = daysFromToday(value, options);
  const { locale } = { ...defaults, ...options };
  if (Math.abs(days) <= 1) {
    const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
    return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
  }
  if (days > 1 && days < 7) return dateFormat(zoneOf(value, options), { weekday: "long" }).format(read(value));
  return formatDate(value, options);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * dayMs],
  ["month", 30 * dayMs],
  ["week", 7 * dayMs],
  ["day", dayMs],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "3 hours ago". */
export function formatRelative(value: string, options: FormatOptions = {}): string {
  const { locale } = { ...defaults, ...options };
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const distance = read(value).getTime() - (options.now ?? new Date()).getTime();
  for (const [unit, size] of steps) {
    if (Math.abs(distance) >= size) return format.format(Math.trunc(distance / size), unit);
  }
  return format.format(0, "second");
}

/** "3 hours": how long something has lasted. */
export function formatSince(value: string, options: FormatOptions = {}): string {
  const { locale } = { ...defaults, ...options };
  const lasted = Math.max(0, (options.now ?? new Date()).getTime() - read(value).getTime());
  const [unit, size] = steps.find(([, step]) => lasted >= step) ?? (["minute", 60_000] as const);
  const count = Math.max(1, Math.floor(lasted / size));
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** Minor units to money: 9500 EUR -> "€95". */
export function formatMoney(minor: number, currency: string, options: FormatOptions = {}): string {
  const { locale } = { ...defaults, ...options };
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" });
  return format.format(minor / minorFactor(currency));
}

/** How many minor units make one: 100 for EUR, 1 for JPY. */
export function minorFactor(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return 10 ** (maximumFractionDigits ?? 2);
}

/** "1 h 30 min". */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** "Ada Berg" -> "AB". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

/** plural(3, "task", "tasks") -> "3 tasks". */
export const plural = (count: number, singular: string, many: string) => `${count} ${count === 1 ? singular : many}`;

/** "10:30". */
export const formatTime = (value: string, options: FormatOptions = {}) =>
  dateFormat(options, { hour: "numeric", minute: "2-digit" }).format(read(value));

/** "Saturday 21 November". */
export const formatToday = (options: FormatOptions = {}) =>
  dateFormat(options, { weekday: "long", day: "numeric", month: "long" }).format(options.now ?? new Date());
