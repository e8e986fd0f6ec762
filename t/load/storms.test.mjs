// Storms of strangers, under the limits of production: what they reach, and what
// they cost.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mails } from '../api/lib/accounts.mjs';
import { newEmail, root, suite } from '../api/lib/harness.mjs';
import { elsewhere, forwarded } from './lib/accounts.mjs';
import { cpu, storm } from './lib/storm.mjs';

const limits = readFileSync(join(root, 'conf/nginx.conf'), 'utf8').match(/smartstack_limit [^;]*;/g);
const t = await suite({ server: forwarded, http: limits.join('\n    '), pool: 'connections=8 timeout=5s queue=512' });

const count = (statuses, wanted) => statuses.filter((status) => status === wanted).length;
const post = (path, body, headers) => t.exchange({
  method: 'POST',
  path: `${t.contract.base}${path}`,
  headers: { origin: `http://127.0.0.1:${t.server.port}`, 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

test('C4: of 500 wrong passwords from 500 networks fifty are tried; the owner gets one mail', async () => {
  const me = await t.tenant();
  assert.equal((await me.post('/auth/refresh')).status, 200, 'this browser is known from now on');
  const before = await t.server.metrics();
  const guess = () => post('/auth/login', { email: me.account.email, password: 'not the password' }, elsewhere());
  const statuses = await storm(500, 8, guess);
  assert.deepEqual([count(statuses, 401), count(statuses, 429)], [50, 450]);
  const after = await t.server.metrics();
  assert.equal(after.smartstack_hashes_total - before.smartstack_hashes_total, 50, 'the others were not even hashed');
  assert.deepEqual(await mails(t, me.account.email), ['security_notice']);

  const right = { email: me.account.email, password: me.account.password };
  assert.equal((await t.client().post('/auth/login', right, { headers: elsewhere() })).status, 429, 'whoever guesses right then is not let in');
  assert.equal((await me.clone().post('/auth/login', right, { headers: elsewhere() })).status, 200, 'but the owner is, where he was before');
});

test('C17: whatever a storm asks for, an address gets 3 mails, a network causes 10, and all together 1,000', async () => {
  const forget = (email, headers) => post('/auth/password/forgot', { email }, headers);
  const sent = (where) => t.sql(`select count(*)::int from app.mail_outbox where ${where}`).then(Number);
  const victim = newEmail();
  const all = await storm(100, 32, () => forget(victim, elsewhere()));
  assert.deepEqual([...new Set(all)], [202]);
  assert.equal(await sent(`recipient = '${victim}'`), 3);

  const network = elsewhere();
  const one = await storm(100, 32, () => forget(newEmail(), network));
  assert.deepEqual([...new Set(one)].sort(), [202, 429]);
  assert.ok((await sent(`ip_prefix like '${network['x-forwarded-for'].replace(/\d+$/, '')}%'`)) <= 10);

  const many = await storm(1100, 32, () => forget(newEmail(), elsewhere()));
  assert.deepEqual([...new Set(many)], [202]);
  assert.equal(await sent('ip_prefix is not null'), 1000);
});

/** Microseconds of the worker for each of so many requests, and how they were answered. */
const costOf = async (tries, ask) => {
  const before = cpu(t.server);
  const statuses = await storm(tries, 16, ask);
  return { each: ((cpu(t.server) - before) * 1e6) / tries, statuses };
};

// A slow machine takes longer for everything, also for a probe, which does nothing.
test('C45: 30,000 random tokens: only 404 and 429, no row, less than 50 us of the worker each', async () => {
  const tries = 30000;
  const rows = () => t.sql('select count(*) from app.link_sessions');
  const networks = Array.from({ length: 300 }, elsewhere);
  const open = (i) => post('/links/open', { token: randomBytes(32).toString('base64url') }, networks[i % networks.length]);
  await storm(1000, 16, open);

  const { each: probe } = await costOf(tries / 3, () => t.exchange({ path: '/livez' }));
  const before = { rows: await rows(), metrics: await t.server.metrics() };
  const { each, statuses } = await costOf(tries, open);
  assert.deepEqual(statuses.filter((status) => ![404, 429].includes(status)), []);
  console.log(`# ${count(statuses, 404)} times 404, ${count(statuses, 429)} times 429, ${each.toFixed(1)} us each, a probe ${probe.toFixed(1)}`);
  assert.ok(count(statuses, 429) > tries / 2, 'the limits hold');
  assert.ok(each < Math.max(50, 4 * probe), `${each} us, a probe ${probe}`);
  assert.equal(await rows(), before.rows);
  assert.equal((await t.server.metrics()).smartstack_hashes_total, before.metrics.smartstack_hashes_total);
});
