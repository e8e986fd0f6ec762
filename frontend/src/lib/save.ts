import { currentOf } from "./api/errors";

/** One field that two people changed at the same time. */
export interface Conflict {
  field: string;
  mine: unknown;
  theirs: unknown;
}

/** Two people changed the same field; a person has to decide. */
export class Clash<Row> extends Error {
  constructor(
    readonly current: Row,
    readonly conflicts: Conflict[],
  ) {
    super("Somebody else changed this meanwhile.");
    this.name = "Clash";
  }
}

/**
 * What of a patch still stands by itself after somebody else's change, and what
 * does not.
 */
export function mergePatch<Row extends object, Patch extends object>(base: Row, theirs: Row, patch: Patch) {
  const clean: Partial<Patch> = {};
  const conflicts: Conflict[] = [];
  for (const field of Object.keys(patch) as (keyof Patch & keyof Row & string)[]) {
    const mine: unknown = patch[field];
    if (theirs[field] === mine) continue;
    if (theirs[field] === base[field]) clean[field] = patch[field];
    else conflicts.push({ field, mine, theirs: theirs[field] });
  }
  return { clean, conflicts };
}

const tries = 3;

/**
 * Writes a change of `base`. When the row has another version by now and the
 * other change touched other fields, both stand; otherwise it throws a Clash.
 */
export async function saveRow<Row extends { rev: number }, Patch extends object>(
  base: Row,
  patch: Patch,
  write: (rev: number, patch: Patch) => Promise<Row>,
): Promise<Row> {
  let { rev } = base;
  let wanted = patch;
  for (let i = 1; ; i += 1) {
    try {
      return await write(rev, wanted);
    } catch (error) {
      const theirs = currentOf<Row>(error);
      if (!theirs || i === tries) throw error;
      const { clean, conflicts } = mergePatch(base, theirs, patch);
      if (conflicts.length > 0) throw new Clash(theirs, conflicts);
      if (Object.keys(clean).length === 0) return theirs;
      rev = theirs.rev;
      wanted = clean as Patch;
    }
  }
}
