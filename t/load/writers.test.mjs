// Everybody writes at once, for a while, and the jobs run: nothing fails, nobody waits for
// each other in a circle, and all numbers are right afterwards.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sleep, suite } from '../api/lib/harness.mjs';
import { busy, crowded, deadlocks, faults, newCrowd } from '../api/lib/crowd.mjs';

const t = await suite({ ...crowded, jobs: true });

test('a minute of everything at once leaves no deadlock, no gap and no wrong number', { timeout: 180000 }, async () => {
  const crowd = await newCrowd(t);
  const counts = await busy(crowd, { ms: Number(process.env.SMARTSTACK_WRITERS_MS ?? 60000) });
  await sleep(1500);
  for (const [name, of] of Object.entries(counts)) console.log(`# ${name}: ${JSON.stringify(of)}`);
  assert.equal(await faults(t), '');
  assert.equal(await deadlocks(t), '');
});
