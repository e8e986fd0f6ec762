// What writes wait for does not hold reads: a lock on a table lets everything
// else go on, and those who wait for it are told in time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sleep, suite, until } from './lib/harness.mjs';

const t = await suite({ pool: 'connections=4 reserved=1 depth=4 timeout=5s' });
const me = await t.tenant();

const timed = async (promise) => {
  const started = Date.now();
  const answer = await promise;
  return { ...answer, ms: Date.now() - started };
};

test('reads go on while writes wait for a lock', async () => {
  await me.get('/clients');

  // longer than lock_timeout, which ends the waiting
  const lock = t.sql('begin; lock table app.clients in share mode; select pg_sleep(4); commit');
  await until('the lock', async () =>
    (await t.sql("select count(*) from pg_locks where mode = 'ShareLock' and granted and relation = 'app.clients'::regclass")) === '1',
  );

  const writes = Array.from({ length: 12 }, (_, i) => timed(me.post('/clients', { name: `blocked ${i}` })));
  await sleep(100);

  const reads = [];
  for (let i = 0; i < 30; i++) {
    reads.push(await timed(me.get(i % 2 ? '/clients' : '/projects')));
    await sleep(20);
  }

  assert.deepEqual(reads.filter(({ status }) => status !== 200), []);
  const slowest = Math.max(...reads.map(({ ms }) => ms));
  assert.ok(slowest < 500, `a read took ${slowest} ms`);

  const answers = await Promise.all(writes);
  await lock;

  for (const { status, ms } of answers) {
    assert.ok(status === 503 || status === 201, `${status}`);
    assert.ok(ms < 5500, `a write took ${ms} ms`);
  }
  assert.ok(answers.some(({ status }) => status === 503));

  const after = await timed(me.post('/clients', { name: 'free again' }));
  assert.equal(after.status, 201);
  assert.ok(after.ms < 500, `a write took ${after.ms} ms after the lock`);

  const names = (await t.rows('select name from app.clients')).map(({ name }) => name);
  answers.forEach(({ status }, i) => assert.equal(names.includes(`blocked ${i}`), status === 201));
});
