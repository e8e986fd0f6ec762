// More than the pool can take, reloads, shutdown: what is refused is refused at
// once and clearly, what is under way is finished.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { env, sleep, suite, until } from './lib/harness.mjs';
import { good, settle, underLoad } from './lib/ledger.mjs';
import { waitingForLock, whileLocked } from './lib/session.mjs';

const t = await suite({
  pool: 'connections=1 reserved=0 depth=1 queue=3 queue_timeout=3s timeout=8s',
  workers: 1,
  prepareDatabase: (database) => database.sql(`alter role ss_app in database ${database.name} set lock_timeout = '6s'`),
});
const me = await t.tenant();

const locked = (act) => whileLocked(t.database, 'app.clients', act);
const inDatabase = () => until('a write to wait for the lock', async () => (await waitingForLock(t.database)) === 1);
const inQueue = (n) =>
  until(`${n} in the queue`, async () => (await t.server.metrics()).smartstack_db_pool_waiting_requests === n);

// each reload gives a worker with a queue of its own
const oneQueue = { skip: env.hup };

test('a full queue refuses at once, with Retry-After, and serves those who were in it', oneQueue, async () => {
  await locked(async (release) => {
    const waiting = [me.post('/clients', { name: 'in the database' })];
    await inDatabase();
    for (let i = 0; i < 3; i++) waiting.push(me.post('/clients', { name: `queued ${i}` }));
    await inQueue(3);

    const started = Date.now();
    const refused = await me.post('/clients', { name: 'one too many' });
    assert.equal(refused.status, 503, refused.text);
    assert.equal(refused.body.code, 'overloaded');
    assert.ok(Number(refused.headers['retry-after']) >= 1);
    assert.ok(Date.now() - started < 2000, `refused after ${Date.now() - started} ms`);

    await release();
    const answers = await Promise.all(waiting);
    assert.deepEqual(answers.map(({ status }) => status), [201, 201, 201, 201]);
  });
});

test('who waits too long in the queue is refused before the deadline', oneQueue, async () => {
  await locked(async (release) => {
    const first = me.post('/clients', { name: 'in front' });
    await inDatabase();

    const started = Date.now();
    const behind = await me.post('/clients', { name: 'behind' });
    const ms = Date.now() - started;
    assert.equal(behind.status, 503);
    assert.equal(behind.body.code, 'overloaded');
    assert.ok(ms > 2900 && ms < 7000, `refused after ${ms} ms`);

    await release();
    assert.equal((await first).status, 201);
  });
});

test('health answers while the pool is busy', async () => {
  await locked(async (release) => {
    const first = me.post('/clients', { name: 'slow one' });
    await inDatabase();

    const started = Date.now();
    const live = await t.exchange({ path: '/livez' });
    assert.equal(live.status, 200);
    assert.ok(Date.now() - started < 2000, `/livez took ${Date.now() - started} ms`);

    await release();
    assert.equal((await first).status, 201);
  });
});

test('reloads under load: no request fails', async () => {
  const entries = await underLoad(
    me,
    async () => {
      for (let i = 0; i < 5; i++) {
        await sleep(300);
        t.server.reload();
      }
      await sleep(500);
    },
    { loops: 2 },
  );

  await settle(t.database, entries);

  // an idle kept-alive connection may be closed just when it is used again
  const failed = entries.filter((entry) => !good(entry) && !['ECONNRESET', 'EPIPE'].includes(entry.code));
  assert.deepEqual(failed, []);
  await until('old workers to leave', () => t.server.workers().length === 1);
});

test('a worker that is told to quit finishes what is under way', async () => {
  const [worker] = t.server.workers();
  const login = { email: me.account.email, password: me.account.password };

  await locked(async (release) => {
    const write = me.post('/clients', { name: 'before the end' });
    await inDatabase();
    const signIn = me.post('/auth/login', login);
    await until('the hash or its answer', async () => (await t.server.metrics()).smartstack_hashes_total > 1);

    process.kill(worker, 'SIGQUIT');
    await until('the worker to know', () => t.server.log().includes(`${worker}#${worker}: gracefully shutting down`));
    await release();

    assert.equal((await write).status, 201);
    assert.equal((await signIn).status, 200);
  });

  await until('the worker to leave', () => !t.server.workers().includes(worker));
});
