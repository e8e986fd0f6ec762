// Guessing passwords: what holds it up, and whom it does not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mails } from './lib/accounts.mjs';
import { newEmail, suite } from './lib/harness.mjs';
import { problem } from './lib/work.mjs';

const t = await suite({ server: 'set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;' });

const hashes = async () => (await t.server.metrics()).smartstack_hashes_total;
const login = (client, email, password, address) =>
  client.post('/auth/login', { email, password }, { headers: address ? { 'x-forwarded-for': address } : {} });
const guess = (email, address) => login(t.client(), email, 'not the password', address);

test('C3: the sixth try from one network is 429 without a hash, alike for unknown addresses', async () => {
  const me = await t.tenant();
  const refused = [];
  for (const email of [me.account.email, newEmail()]) {
    for (let i = 0; i < 5; i++) assert.equal((await guess(email)).status, 401, email);
    const before = await hashes();
    const answer = await guess(email);
    assert.equal(answer.status, 429, answer.text);
    assert.equal(answer.body.code, 'too_many_attempts');
    const wait = Number(answer.headers['retry-after']);
    assert.ok(wait > 890 && wait <= 900, `Retry-After: ${wait}`);
    assert.equal(await hashes(), before, 'nothing was hashed');
    refused.push(problem(answer));
  }
  assert.deepEqual(refused[0], refused[1]);
  assert.equal((await login(t.client(), me.account.email, me.account.password)).status, 429, 'the right one too');
  assert.equal((await login(t.client(), me.account.email, me.account.password, '198.51.100.7')).status, 200, 'not from elsewhere');
});

test('C3: many at once count as many', async () => {
  const email = newEmail();
  const answers = await Promise.all(Array.from({ length: 20 }, () => guess(email)));
  const count = (status) => answers.filter((answer) => answer.status === status).length;
  assert.equal(count(401), 5);
  assert.equal(count(429), 15);
});

test('C3: a device that has been signed in is not locked out by others, and has a count of its own', async () => {
  const me = await t.tenant();
  assert.equal((await me.post('/auth/refresh')).status, 200);
  assert.ok(me.cookies.has('__Host-ss_dv'));
  for (let i = 0; i < 6; i++) await guess(me.account.email);
  assert.equal((await login(t.client(), me.account.email, me.account.password)).status, 429);
  assert.equal((await login(me.clone(), me.account.email, me.account.password)).status, 200);

  for (let i = 0; i < 5; i++) assert.equal((await login(me.clone(), me.account.email, 'not the password')).status, 401);
  assert.equal((await login(me.clone(), me.account.email, me.account.password)).status, 429, 'nor may it guess on');

  const other = await t.tenant();
  for (let i = 0; i < 6; i++) await guess(other.account.email);
  assert.equal((await login(me.clone(), other.account.email, other.account.password)).status, 429, 'it is known for one person');
  const forged = t.client();
  forged.cookies.set('__Host-ss_dv', 'A'.repeat(62));
  assert.equal((await login(forged, other.account.email, other.account.password)).status, 429);
});

test('C3: success begins anew', async () => {
  const me = await t.tenant();
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++) assert.equal((await guess(me.account.email)).status, 401);
    assert.equal((await login(t.client(), me.account.email, me.account.password)).status, 200);
  }
});

test('C4: fifty tries an hour for an account over all networks, one mail to the owner', async () => {
  const me = await t.tenant();
  const statuses = [];
  for (let i = 0; i < 70; i++) statuses.push((await guess(me.account.email, `10.${i}.1.1`)).status);
  assert.equal(statuses.filter((status) => status === 401).length, 50);
  assert.equal(statuses.filter((status) => status === 429).length, 20);
  assert.deepEqual(await mails(t, me.account.email), ['security_notice']);
  assert.equal((await login(t.client(), me.account.email, me.account.password, '10.99.1.1')).status, 429);
});

test('C90: refusals are in the log of the account, once a place and 15 minutes', async () => {
  const me = await t.tenant();
  for (let i = 0; i < 9; i++) await guess(me.account.email);
  const rows = await t.rows(`select action, count(*)::int from app.audit_log where chain = '${me.user.id}' group by action`);
  const counts = Object.fromEntries(rows.map(({ action, count }) => [action, count]));
  assert.equal(counts['login.failed'], 5);
  assert.equal(counts['login.throttled'], 1);
});

test('re-authentication is held up after five wrong passwords too', async () => {
  const me = await t.tenant();
  for (let i = 0; i < 5; i++) {
    const wrong = await me.post('/auth/reauthenticate', { password: 'not the password' });
    assert.equal(wrong.status, 422, wrong.text);
    assert.equal(wrong.body.code, 'wrong_password');
  }
  const before = await hashes();
  assert.equal((await me.post('/auth/reauthenticate', { password: me.account.password })).status, 429);
  assert.equal(await hashes(), before);
});
