// A network between nginx and PostgreSQL that delays, chops, resets and goes
// silent.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createDatabase } from './lib/database.mjs';
import { sleep, suite, until } from './lib/harness.mjs';
import { good, goodAgain, recovery, settle, underLoad } from './lib/ledger.mjs';
import { startProxy } from './lib/proxy.mjs';

const second = 1000;
const deadline = 3 * second;

const database = await createDatabase();
const proxy = await startProxy({ host: database.host, port: Number(database.port) });
after(() => proxy.close());

const through = (user) => `"${database.conninfo(user, { port: proxy.port })}"`;
const t = await suite({
  database,
  member: through('ss_app'),
  auth: through('ss_auth'),
  pool: 'connections=2 timeout=3s connect_timeout=1s',
});
const me = await t.tenant();

const working = () => until('requests to succeed', async () => (await me.get('/clients', { check: false })).status === 200);

test('answers that come byte by byte are the same answers', async () => {
  const before = await me.get('/clients?limit=10');
  proxy.settings.chunk = 1;
  try {
    const chopped = await me.get('/clients?limit=10');
    assert.equal(chopped.status, 200);
    assert.deepEqual(chopped.body, before.body);

    const entries = await underLoad(me, () => sleep(second));
    const sum = await settle(database, entries);
    assert.equal(sum.refused, 0);
    assert.equal(sum.unknown.length, 0);
  } finally {
    proxy.settings.chunk = 0;
  }
});

test('a slow network makes requests slower, not wrong', async () => {
  proxy.settings.delay = 40;
  try {
    const entries = await underLoad(me, () => sleep(2 * second), { loops: 4 });
    const sum = await settle(database, entries);
    assert.equal(sum.refused, 0);
    assert.ok(sum.good > 4);
  } finally {
    proxy.settings.delay = 0;
  }
});

test('connections that are reset are opened again', async () => {
  await working();
  const entries = await underLoad(me, async (sofar) => {
    for (let i = 0; i < 8; i++) {
      const before = sofar.filter(good).length;
      await until('requests to succeed', () => sofar.filter(good).length >= before + 20);
      proxy.cut();
    }
    await goodAgain(sofar);
  });

  const sum = await settle(database, entries);
  assert.ok(sum.good > sum.refused + sum.unknown.length);
});

test('a server that talks nonsense is left, and what it said does not count', async () => {
  await working();
  const entries = await underLoad(me, async (sofar) => {
    proxy.settings.nonsense = 0.1;
    await sleep(2 * second);
    proxy.settings.nonsense = 0;
    await goodAgain(sofar);
  });

  const sum = await settle(database, entries);
  assert.ok(sum.unknown.length + sum.refused > 0, 'nothing was garbled');
});

test('a network that goes silent: 503 by the deadline, and work again when it is back', async () => {
  await working();
  let back;
  const entries = await underLoad(me, async (sofar) => {
    await sleep(300);
    proxy.stall();
    await sleep(deadline + second);
    proxy.resume();
    back = Date.now();
    await goodAgain(sofar, back);
  });

  await settle(database, entries);
  assert.ok(Math.max(...entries.map((entry) => entry.ended - entry.started)) < deadline + 4 * second);
  assert.ok(recovery(entries, back) < 3 * second, `first success ${recovery(entries, back)} ms after the return`);
});

test('nobody listens: refused quickly, and found again', async () => {
  await working();
  let back;
  const entries = await underLoad(me, async (sofar) => {
    await sleep(300);
    proxy.settings.refuse = true;
    proxy.cut();
    await sleep(2.5 * second);
    proxy.settings.refuse = false;
    back = Date.now();
    await goodAgain(sofar, back);
  });

  const sum = await settle(database, entries);
  assert.ok(sum.refused > 0);
  assert.ok(recovery(entries, back) < 3 * second, `first success ${recovery(entries, back)} ms after the return`);
});
