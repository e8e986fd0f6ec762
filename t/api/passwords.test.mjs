// Passwords: which are taken, what a wrong one learns, and what a flood of them costs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { newEmail, suite } from './lib/harness.mjs';
import { problem } from './lib/work.mjs';

const t = await suite();

const login = (client, account) => client.post('/auth/login', { email: account.email, password: account.password });

test('C2: wrong password, unknown address and disabled account get one answer, for one hash each', async () => {
  const me = await t.tenant();
  const gone = await t.tenant();
  await t.sql(`update app.users set disabled_at = now() where id = '${gone.user.id}'`);

  const tries = [
    [me.account.email, 'not the password'],
    [newEmail(), 'not the password'],
    [gone.account.email, gone.account.password],
    [gone.account.email, 'not the password'],
  ];
  const variable = ['x-request-id', 'traceparent', 'server-timing', 'date'];
  const answers = [];
  for (const [email, guess] of tries) {
    const before = await t.server.metrics();
    const answer = await t.client().post('/auth/login', { email, password: guess });
    const after = await t.server.metrics();
    assert.equal(after.smartstack_hashes_total - before.smartstack_hashes_total, 1, email);
    const failed = 'smartstack_logins_total{result="failed"}';
    assert.equal(after[failed] - before[failed], 1);
    answers.push({
      ...problem(answer),
      headers: Object.entries(answer.headers).filter(([name]) => !variable.includes(name)),
    });
  }
  assert.equal(answers[0].status, 401);
  assert.equal(answers[0].code, 'invalid_credentials');
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
});

test('C5: passwords of 8 to 1024 bytes are taken as they are', async () => {
  const good = [
    'eight8ch',
    'xkcd '.repeat(200),
    '  spaces around  ',
    'пароль-из-слов',
    '😀'.repeat(256),
    'a\tb\u200bc"\\d',
  ];
  for (const one of good) {
    const me = await t.tenant({ password: one });
    assert.equal((await login(t.client(), me.account)).status, 200, one);
    if (one !== one.trim()) {
      const trimmed = await login(t.client(), { ...me.account, password: one.trim() });
      assert.equal(trimmed.status, 401, 'a password is not trimmed');
    }
  }
});

test('C5: short, too long, common and telling passwords are refused at /password', async () => {
  const email = 'longaddress.of.mine@example.com';
  const bad = ['', 'a', 'seven77', 'x'.repeat(1025), '😀'.repeat(300), 'password123', 'PassWord', email, 'smartstack'];
  for (const one of bad) {
    const answer = await t.client().post('/auth/register', { email, name: 'Ada', password: one });
    assert.equal(answer.status, 422, `${one}: ${answer.text}`);
    assert.equal(answer.body.errors[0].pointer, '/password');
    assert.ok(one === '' || !answer.text.includes(`"${one}"`), 'the answer does not repeat it');
  }
  const long = await t.client().post('/auth/login', { email, password: '😀'.repeat(1024) });
  assert.equal(long.status, 401, 'too long a guess is a wrong one');
});

test('C5: the 3,000 most common passwords are refused, without a hash', async () => {
  const file = createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common/src/passwords.json');
  const common = JSON.parse(readFileSync(file, 'utf8')).filter((one) => one.length >= 8).slice(0, 3000);
  assert.equal(common.length, 3000);
  const before = await t.server.metrics();
  const client = t.client();
  while (common.length) {
    const some = common.splice(0, 50);
    const answers = await Promise.all(some.map((password) => client.post('/auth/register', { email: 'a@example.com', name: 'Ada', password })));
    for (const [i, { status, text }] of answers.entries()) assert.equal(status, 422, `${some[i]}: ${text}`);
  }
  assert.equal((await t.server.metrics()).smartstack_hashes_total, before.smartstack_hashes_total);
});

test('registering tells all faults at once', async () => {
  const answer = await t.client().post('/auth/register', { email: 'nobody', password: 'short', admin: true });
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.body.errors.map(({ pointer }) => pointer).sort(), ['/admin', '/email', '/name', '/password']);
});

test('C57: a flood of sign-ins is refused at once while reads go on', async () => {
  const me = await t.tenant();
  const before = await t.server.metrics();
  const order = [];
  const flood = Array.from({ length: 120 }, async () => {
    const answer = await t.client().post('/auth/login', { email: newEmail(), password: 'not the password' });
    order.push(answer.status);
    return answer;
  });
  const reads = [];
  for (let i = 0; i < 10; i++) reads.push((await me.get('/me')).status);
  const answers = await Promise.all(flood);

  assert.deepEqual(reads, Array(10).fill(200));
  const refused = answers.filter(({ status }) => status === 503);
  assert.ok(refused.length > 0, 'the queue never filled');
  assert.deepEqual([...new Set(order)].sort(), [401, 503]);
  for (const answer of refused) {
    assert.equal(answer.body.code, 'overloaded');
    assert.ok(Number(answer.headers['retry-after']) >= 1);
  }
  assert.equal(order.at(-1), 401, 'the refused did not wait for the hashes');
  // behind a full queue of hashes, the database's queue may shed some too
  const after = await t.server.metrics();
  const counted = [
    'smartstack_hashes_refused_total',
    'smartstack_db_pool_refused_total',
    'smartstack_db_pool_timeouts_total',
  ];
  assert.equal(
    counted.reduce((sum, name) => sum + after[name] - before[name], 0),
    refused.length,
  );
  assert.ok(after.smartstack_hashes_refused_total > before.smartstack_hashes_refused_total);
  assert.equal((await login(t.client(), me.account)).status, 200, 'and it recovers');
});
