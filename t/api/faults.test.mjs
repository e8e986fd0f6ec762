// The database stops, dies, freezes and comes back while it is in use. Every
// request gets a clear answer in time, nothing that was acknowledged is lost, and
// work goes on within a second of the database's return; make test leaves a busy
// machine three, make test-long does not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownCluster } from './lib/cluster.mjs';
import { sleep, suite, until } from './lib/harness.mjs';
import { goodAgain, recovery, settle, underLoad } from './lib/ledger.mjs';
import { waitingForLock, whileLocked } from './lib/session.mjs';

const second = 1000;
const deadline = 3 * second;
const soon = (process.env.SMARTSTACK_LONG === '1' ? 1 : 3) * second;

const database = await ownCluster();
const t = await suite({
  database,
  pool: 'connections=2 reserved=1 timeout=3s connect_timeout=2s',
  // a crash must not undo what was answered, as it may with FAST=1
  prepareDatabase: () => database.sql('alter database faults set synchronous_commit = on'),
});
const me = await t.tenant();

/** Those that serve members, the one that was used last in front. */
const backends = async () =>
  (
    await database.rows("select pid from pg_stat_activity where usename = 'ss_app' and query_start is not null order by query_start desc")
  ).map(({ pid }) => pid);

const working = () => until('requests to succeed', async () => (await me.get('/clients', { check: false })).status === 200);

const slowest = (entries) => Math.max(...entries.map((entry) => entry.ended - entry.started));

test('stopped and started again: 503 meanwhile, then work goes on', async () => {
  let back;
  const entries = await underLoad(me, async (sofar) => {
    await sleep(300);
    await database.stop();
    await sleep(2 * second);
    await database.start();
    back = Date.now();
    await goodAgain(sofar, back);
  });

  const sum = await settle(database, entries);
  assert.ok(sum.refused > 0, 'nothing was refused while the database was down');
  assert.ok(recovery(entries, back) < soon, `first success ${recovery(entries, back)} ms after the return`);
  assert.ok(slowest(entries) < deadline + 4 * second);
});

test('killed with all its processes, restarted: no acknowledged write is lost', async () => {
  let back;
  const entries = await underLoad(me, async (sofar) => {
    await sleep(300);
    await database.kill();
    await sleep(300);
    await database.start();
    back = Date.now();
    await goodAgain(sofar, back);
  });

  await settle(database, entries);
  assert.ok(recovery(entries, back) < soon, `first success ${recovery(entries, back)} ms after the return`);
});

test('one backend killed: PostgreSQL restarts itself, and so do we', async () => {
  await working();
  const entries = await underLoad(me, async (sofar) => {
    await sleep(300);
    process.kill((await backends())[0], 'SIGKILL');
    await sleep(300);
    await goodAgain(sofar);
    await sleep(2 * second);
  });

  const sum = await settle(database, entries);
  assert.ok(sum.good > sum.refused);
});

test('backends that are told to end: what was in flight is sent again', async () => {
  await working();
  const entries = await underLoad(me, async () => {
    for (let i = 0; i < 6; i++) {
      await sleep(150);
      await database.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'smartstack/%'");
    }
    await sleep(300);
  });

  // a goodbye that got lost on its way counts as a broken connection

  const sum = await settle(database, entries);
  assert.ok(sum.refused <= sum.good / 100, `${sum.refused} refused, ${sum.good} answered`);
});

test('one backend frozen: the others carry on, its own requests end by their deadline', async () => {
  await working();
  let pid;
  const entries = await underLoad(me, async () => {
    await sleep(300);
    [pid] = await backends();
    process.kill(pid, 'SIGSTOP');
    try {
      await sleep(deadline + second);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await sleep(300);
  });

  const sum = await settle(database, entries);
  // what only waits for a row that the frozen one has locked gives up after 2 s
  const held = entries.filter((entry) => entry.ended - entry.started > 2.5 * second);
  assert.ok(held.length <= 4, `${held.length} requests were held up`);
  assert.ok(slowest(entries) < deadline + 4 * second);
  assert.ok(sum.good > 20);
  assert.equal((await backends()).includes(pid), false, 'the frozen connection was used again');
});

test('everything frozen: each request ends by its deadline, probes and static answers do not wait', async () => {
  await working();
  let live;
  const entries = await underLoad(me, async (sofar) => {
    await sleep(300);
    database.freeze();
    try {
      await sleep(second);
      const started = Date.now();
      const answer = await t.exchange({ path: '/livez' });
      live = { status: answer.status, ms: Date.now() - started };
      await sleep(deadline);
    } finally {
      database.thaw();
    }
    await goodAgain(sofar);
  });

  await settle(database, entries);
  assert.equal(live.status, 200);
  assert.ok(live.ms < 2 * second, `/livez took ${live.ms} ms`);
  assert.ok(slowest(entries) < deadline + 4 * second);
});

test('a client that goes away does not take its write with it', async () => {
  await working();
  const name = 'left alone';
  const found = () => database.sql(`select count(*) from app.clients where name = '${name}'`);

  await whileLocked(database, 'app.clients', async () => {
    let request;
    const gone = me.post('/clients', { name }, { onRequest: (it) => (request = it), check: false });
    const rejected = assert.rejects(gone);
    await until('the write to wait', async () => (await waitingForLock(database)) === 1);

    request.destroy();
    await rejected;
    assert.equal(await found(), '0');
  });

  await until('the write', async () => (await found()) === '1');
});

test('a write of unknown outcome, sent again with its key, has happened exactly once', async () => {
  await working();
  const entries = await underLoad(
    me,
    async () => {
      for (let i = 0; i < 5; i++) {
        await sleep(200);
        const pid = (await backends()).at(-1);
        if (pid) process.kill(pid, 'SIGKILL');
        await sleep(600);
        await working();
      }
    },
    { loops: 12 },
  );

  const { unknown } = await settle(database, entries);
  for (const entry of unknown.filter(({ write }) => write)) {
    const again = await me.post('/clients', { name: entry.name }, { headers: { 'idempotency-key': entry.key } });
    assert.equal(again.status, 201, again.text);
    assert.equal(await database.sql(`select count(*) from app.clients where name = '${entry.name}'`), '1');
  }
});
