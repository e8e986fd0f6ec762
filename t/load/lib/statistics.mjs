// Samples of kinds that must not be told apart, and what statistics say of them.
import assert from 'node:assert/strict';

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * p) / 100))];

/** Complementary error function (Numerical Recipes, 6.2; relative error below 1.2e-7). */
const erfc = (x) => {
  const t = 1 / (1 + x / 2);
  const c = [0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223];
  return t * Math.exp(-x * x + c.reduce((sum, k) => sum * t + k, 0));
};

/** Two-sided p of the rank-sum test (Mann and Whitney), ties given their mean rank. */
export const rankSum = (a, b) => {
  const all = [...a.map((value) => ({ value, first: true })), ...b.map((value) => ({ value }))].sort((x, y) => x.value - y.value);
  let ranks = 0;
  let ties = 0;
  for (let i = 0; i < all.length; ) {
    let j = i;
    while (j < all.length && all[j].value === all[i].value) j += 1;
    const tied = j - i;
    ties += tied ** 3 - tied;
    ranks += all.slice(i, j).filter(({ first }) => first).length * ((i + j + 1) / 2);
    i = j;
  }
  const n = all.length;
  const u = ranks - (a.length * (a.length + 1)) / 2;
  const deviation = Math.sqrt(((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1))));
  return deviation ? erfc(Math.max(0, Math.abs(u - (a.length * b.length) / 2) - 0.5) / deviation / Math.SQRT2) : 1;
};

const shuffled = (list) => {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
};

/**
 * n samples of each kind, in rounds that hold each once and in an order of their
 * own: what the machine does meanwhile is done to all. kinds: { name: try(i) },
 * which resolves to numbers by name; { number: { kind: samples } }.
 */
const sample = async (kinds, n) => {
  const samples = {};
  for (let i = 0; i < n; i++) {
    for (const kind of shuffled(Object.keys(kinds))) {
      for (const [what, value] of Object.entries(await kinds[kind](i))) ((samples[what] ??= {})[kind] ??= []).push(value);
    }
  }
  return samples;
};

/** What tells a kind from the first one, in ms and as p; [] where nothing does. */
const told = (what, kinds) => {
  const [[, first], ...others] = Object.entries(kinds);
  return others
    .map(([kind, samples]) => ({ kind, ms: median(samples) - median(first), p: rankSum(first, samples) }))
    .filter(({ ms, p }) => Math.abs(ms) >= 1 || p <= 0.01)
    .map(({ kind, ms, p }) => `${kind} by ${what}: ${ms.toFixed(4)} ms, p = ${p.toExponential(2)}`);
};

/**
 * n samples of each kind do not tell one from the other: medians differ by less
 * than 1 ms, and the rank-sum test says p > 0.01. One time
 * in a hundred it says less by chance alone, so who is told apart is looked at again,
 * and a third time: what is true is true each time.
 */
export const alike = async (kinds, n) => {
  await sample(kinds, 20);
  for (let left = 2; ; left--) {
    const samples = await sample(kinds, n);
    const faults = Object.entries(samples).flatMap(([what, byKind]) => told(what, byKind));
    if (!faults.length) return;
    if (!left) assert.fail(faults.join('\n'));
  }
};
