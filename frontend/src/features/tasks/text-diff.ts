/** What became of a text, word by word. */
export type Part = { kind: "same" | "added" | "removed"; text: string };

const wordsOf = (text: string) => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];

/** Above this many comparisons the middle is shown as replaced as a whole. */
const limit = 1_000_000;

function join(parts: Part[], kind: Part["kind"], words: string[]) {
  if (words.length === 0) return;
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += words.join("");
  else parts.push({ kind, text: words.join("") });
}

/** Lengths of the longest common sequences of all tails. */
function tails(a: string[], b: string[]): Uint32Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function middle(parts: Part[], a: string[], b: string[]) {
  if (a.length * b.length > limit) {
    join(parts, "removed", a);
    join(parts, "added", b);
    return;
  }
  const table = tails(a, b);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      join(parts, "same", [a[i]]);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || table[i + 1][j] >= table[i][j + 1])) {
      join(parts, "removed", [a[i]]);
      i += 1;
    } else {
      join(parts, "added", [b[j]]);
      j += 1;
    }
  }
}

/** Two changes with nothing but a space between them read better as one. */
function gather(parts: Part[]): Part[] {
  const gathered: Part[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    join(gathered, "removed", removed ? [removed] : []);
    join(gathered, "added", added ? [added] : []);
    removed = "";
    added = "";
  };
  parts.forEach(({ kind, text }, i) => {
    const between = kind === "same" && text.trim() === "" && removed + added !== "" && i < parts.length - 1;
    if (kind === "removed" || between) removed += text;
    if (kind === "added" || between) added += text;
    if (kind === "same" && !between) {
      flush();
      join(gathered, "same", [text]);
    }
  });
  flush();
  return gathered;
}

export function diffWords(from: string, to: string): Part[] {
  const a = wordsOf(from);
  const b = wordsOf(to);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;

  const changed: Part[] = [];
  middle(changed, a.slice(start, a.length - end), b.slice(start, b.length - end));

  const parts: Part[] = [];
  join(parts, "same", a.slice(0, start));
  for (const { kind, text } of gather(changed)) join(parts, kind, [text]);
  join(parts, "same", a.slice(a.length - end));
  return parts;
}
