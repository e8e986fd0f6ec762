// What writes wait for does not hold reads: a lock on a table lets everything
// else go on, and those who wait for it are told in time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sleep, suite, until } from './lib/harness.mjs';
import { waitingForLock, whileLocked } from './lib/session.mjs';

const t = await suite({ pool: 'connections=4 reserved=1 depth=4 timeout=5s' });
const me = await t.tenant();

const timed = async (promise) => {
  const started = Date.now();
  const answer = await promise;
  return { ...answer, ms: Date.now() - started };
};

test('reads go on while writes wait for a lock', async () => {
  await whileLocked(t.database, 'app.clients', async () => {
    const writes = Array.from({ length: 12 }, (_, i) => timed(me.post('/clients', { name: `blocked ${i}` })));
    await until('the writes to wait', async () => (await waitingForLock(t.database)) === 3);

    const reads = [];
    for (let i = 0; i < 30; i++) {
      reads.push(await timed(me.get(i % 2 ? '/clients' : '/projects')));
      await sleep(10);
    }
    assert.deepEqual(reads.filter(({ status }) => status !== 200), []);
    const late = reads.filter(({ ms }) => ms > 1500); // with the writes they would wait 2 s
    assert.ok(late.length <= 2, `${late.length} reads were late`);

    // lock_timeout and the deadline end the waiting
    for (const [i, { status, ms }] of (await Promise.all(writes)).entries()) {
      assert.equal(status, 503);
      assert.ok(ms < 9000, `a write took ${ms} ms`);
      assert.equal(await t.sql(`select count(*) from app.clients where name = 'blocked ${i}'`), '0');
    }
  });

  const after = await timed(me.post('/clients', { name: 'free again' }));
  assert.equal(after.status, 201);
  assert.ok(after.ms < 3000, `a write took ${after.ms} ms after the lock`);
});
