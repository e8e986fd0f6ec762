/**
 * Ranks order the tasks of a column; the server makes them. These two let the
 * browser show a move before the server has answered.
 */

type Ranked = { rank: string; id: string };

/** The board's order: by rank, byte by byte, then by id. */
export function byRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A stand-in rank between two neighbours, until the server's own arrives. */
export function rankBetween(after: string | undefined, before: string | undefined): string {
  let stem = after ?? "";
  let rank = `${stem}\u0001`;
  while (before !== undefined && rank >= before && stem.length < before.length) {
    stem += "\u0000";
    rank = `${stem}\u0001`;
  }
  return rank;
}
