// More than the pool can take, reloads, shutdown: what is refused is refused at
// once and clearly, what is under way is finished.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { env, sleep, suite, until } from './lib/harness.mjs';
import { good, settle, underLoad } from './lib/ledger.mjs';

const t = await suite({ pool: 'connections=1 reserved=0 depth=1 queue=3 queue_timeout=1s timeout=5s', workers: 1 });
const me = await t.tenant();

/** Holds a lock that writes of clients wait for, while act() runs. */
const whileLocked = async (seconds, act) => {
  const lock = t.sql(`begin; lock table app.clients in share mode; select pg_sleep(${seconds}); commit`);
  await until('the lock', async () =>
    (await t.sql("select count(*) from pg_locks where mode = 'ShareLock' and granted and relation = 'app.clients'::regclass")) !== '0',
  );
  try {
    return await act();
  } finally {
    await lock;
  }
};

// each reload gives a worker with a queue of its own
const oneQueue = { skip: env.hup };

test('a full queue refuses at once, with Retry-After, and serves those who were in it', oneQueue, async () => {
  await whileLocked(0.8, async () => {
    const waiting = [];
    for (let i = 0; i < 4; i++) {
      waiting.push(me.post('/clients', { name: `queued ${i}` }));
      await sleep(10);
    }

    const started = Date.now();
    const refused = await me.post('/clients', { name: 'one too many' });
    assert.equal(refused.status, 503, refused.text);
    assert.equal(refused.body.code, 'overloaded');
    assert.ok(Number(refused.headers['retry-after']) >= 1);
    assert.ok(Date.now() - started < 200, `refused after ${Date.now() - started} ms`);

    const answers = await Promise.all(waiting);
    assert.deepEqual(answers.map(({ status }) => status), [201, 201, 201, 201]);
  });
});

test('who waits too long in the queue is refused before the deadline', oneQueue, async () => {
  await whileLocked(1.5, async () => {
    const first = me.post('/clients', { name: 'in front' });
    await sleep(20);

    const started = Date.now();
    const behind = await me.post('/clients', { name: 'behind' });
    const ms = Date.now() - started;
    assert.equal(behind.status, 503);
    assert.equal(behind.body.code, 'overloaded');
    assert.ok(ms > 800 && ms < 1300, `refused after ${ms} ms`);

    assert.equal((await first).status, 201);
  });
});

test('health answers while the pool is busy', async () => {
  await whileLocked(0.5, async () => {
    const first = me.post('/clients', { name: 'slow one' });
    await sleep(20);
    const started = Date.now();
    const live = await t.exchange({ path: '/livez' });
    assert.equal(live.status, 200);
    assert.ok(Date.now() - started < 100);
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

  await whileLocked(1, async () => {
    const waiting = [me.post('/clients', { name: 'before the end' }), me.post('/auth/login', login)];
    await sleep(30);
    process.kill(worker, 'SIGQUIT');

    const answers = await Promise.all(waiting);
    assert.deepEqual(answers.map(({ status }) => status), [201, 200]);
  });

  await until('the worker to leave', () => !t.server.workers().includes(worker));
});
