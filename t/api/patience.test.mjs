// Who is refused when many wait: a read soon, a write later.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { env, sleep, suite, until } from './lib/harness.mjs';
import { waitingForLock, whileLocked } from './lib/session.mjs';

const shed = 2000;
const t = await suite({
  pool: `connections=1 reserved=0 depth=1 queue=200 queue_timeout=30s timeout=30s shed=${shed}ms`,
  workers: 1,
  // the first waits in the database as long as the others before it
  prepareDatabase: ({ name, sql }) =>
    sql(['lock', 'statement'].map((what) => `alter role ss_app in database ${name} set ${what}_timeout = '30s'`).join(';')),
});
const me = await t.tenant();
const reader = me.clone();
const many = 40; // more than the few that are no overload

// each reload gives a worker with a queue of its own
test('where many wait too long, newcomers that read are refused, and writes still wait', { skip: env.hup }, async () => {
  await whileLocked(t.database, 'app.clients', async (release) => {
    const writes = [me.post('/clients', { name: 'in the database' })];
    await until('a write to wait for the lock', async () => (await waitingForLock(t.database)) === 1);
    for (let i = 0; i < many; i++) writes.push(me.post('/clients', { name: `queued ${i}` }));
    const reads = Array.from({ length: many }, () => reader.get('/clients'));
    await until('all to queue', async () => (await t.server.metrics()).smartstack_db_pool_waiting_requests === 2 * many);
    await sleep(shed * 1.2);

    const refused = await reader.get('/clients');
    assert.deepEqual([refused.status, refused.body.code], [503, 'overloaded']);
    writes.push(me.post('/clients', { name: 'late' }));
    await until('it to queue', async () => (await t.server.metrics()).smartstack_db_pool_waiting_requests === 2 * many + 1);

    await release();
    for (const answer of await Promise.all(writes)) assert.equal(answer.status, 201);
    for (const answer of await Promise.all(reads)) assert.equal(answer.status, 200);
  });
});
