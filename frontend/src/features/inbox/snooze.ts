const hourMs = 3_600_000;
const morning = 8;

function morningIn(days: number, now: Date): Date {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  at.setHours(morning, 0, 0, 0);
  return at;
}

/** The moments that a conversation can be hidden until; a week begins on Monday. */
export const snoozeTimes = (now: Date) =>
  [
    { name: "later", until: new Date(now.getTime() + 3 * hourMs) },
    { name: "tomorrow", until: morningIn(1, now) },
    { name: "week", until: morningIn((8 - now.getDay()) % 7 || 7, now) },
  ] as const;
