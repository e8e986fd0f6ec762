// The second factor: set up, two steps to sign in, codes on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetLimits, mailed, mails } from './lib/accounts.mjs';
import { suite } from './lib/harness.mjs';
import { codeOf } from './lib/totp.mjs';

const t = await suite();

const names = ({ setCookie }) => setCookie.map((line) => line.slice(0, line.indexOf('='))).sort();
const login = (client, account) => client.post('/auth/login', { email: account.email, password: account.password, remember: true });
const second = (client, body) => client.post('/auth/second-factor', body);
const actions = async (me) =>
  (await t.rows(`select action from app.audit_log where chain = '${me.user.id}' order by seq`)).map(({ action }) => action);

/** A code is of a step of time and works once: the next sign-in takes the next one. */
const withFactor = async () => {
  const me = await t.tenant();
  const started = await me.post('/auth/totp');
  assert.equal(started.status, 200, started.text);
  const { secret, uri } = started.body.data;
  const confirmed = await me.post('/auth/totp/confirm', { code: codeOf(secret, -1) });
  assert.equal(confirmed.status, 200, confirmed.text);
  return { me, secret, uri, recovery: confirmed.body.data.recovery_codes };
};

test('a second factor is shown once, sealed at rest, and counts when it is proved', async () => {
  const me = await t.tenant();
  const { secret, uri } = (await me.post('/auth/totp')).body.data;
  assert.match(secret, /^[A-Z2-7]{32}$/);
  assert.equal(uri, `otpauth://totp/SmartStack:${encodeURIComponent(me.account.email)}?secret=${secret}&issuer=SmartStack`);
  assert.ok(!(await t.sql('select string_agg(f::text, $$ $$) from auth.second_factors f')).includes(secret));

  assert.equal((await login(t.client(), me.account)).body.data.id, me.user.id, 'not yet proved: one step');
  const wrong = await me.post('/auth/totp/confirm', { code: codeOf(secret, 9) });
  assert.equal(wrong.status, 422, wrong.text);
  assert.equal(wrong.body.code, 'invalid_code');

  const again = (await me.post('/auth/totp')).body.data;
  assert.notEqual(again.secret, secret, 'begun anew');
  const right = await me.post('/auth/totp/confirm', { code: codeOf(again.secret) });
  assert.equal(right.status, 200, right.text);
  assert.equal(new Set(right.body.data.recovery_codes).size, 10);
  assert.equal((await me.post('/auth/totp')).body.code, 'second_factor_set');
  assert.equal((await me.post('/auth/totp/confirm', { code: codeOf(again.secret, 1) })).body.code, 'second_factor_not_started');

  const security = (await me.get('/me/security')).body.data;
  assert.equal(security.second_factor, true);
  assert.equal(security.recovery_codes_left, 10);
  assert.ok((await mails(t, me.account.email)).includes('security_notice'));
  assert.ok((await actions(me)).includes('second_factor.added'));
});

test('signing in takes two steps; the first one opens nothing', async () => {
  const { me, secret } = await withFactor();
  const client = t.client();
  const first = await login(client, me.account);
  assert.equal(first.status, 200, first.text);
  assert.deepEqual(first.body.data, { second_factor_required: true });
  assert.deepEqual(names(first), ['__Host-ss_2f']);
  assert.match(first.setCookie[0], /; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=300/);
  assert.ok(!Buffer.from(client.cookies.get('__Host-ss_2f'), 'base64url').toString('latin1').includes(me.user.id), 'sealed');
  assert.equal((await client.get('/me')).status, 401);

  const wrong = await second(client, { code: codeOf(secret, 9) });
  assert.equal(wrong.status, 401);
  assert.equal(wrong.body.code, 'invalid_code');
  assert.equal((await second(client, {})).body.code, 'invalid_code');

  const code = codeOf(secret);
  const done = await second(client, { code });
  assert.equal(done.status, 200, done.text);
  assert.equal(done.body.data.id, me.user.id);
  assert.deepEqual([...client.cookies.keys()].sort(), ['__Host-ss_at', '__Host-ss_rt']);
  assert.match(done.setCookie.find((line) => line.startsWith('__Host-ss_rt')), /Max-Age=2592000/, 'remember is kept');
  assert.equal((await client.get('/me')).status, 200);

  const replay = t.client();
  await login(replay, me.account);
  assert.equal((await second(replay, { code })).body.code, 'invalid_code', 'a code works once');
});

test('the first step is of one browser, of one person, and of five minutes', async () => {
  const { me, secret } = await withFactor();
  assert.equal((await second(t.client(), { code: codeOf(secret) })).body.code, 'sign_in_expired');

  const client = t.client();
  await login(client, me.account);
  const right = client.cookies.get('__Host-ss_2f');
  for (const cookie of [right.slice(0, -1), `${right.slice(0, -2)}AA`, 'x', me.cookies.get('__Host-ss_rt'), me.cookies.get('__Host-ss_at')]) {
    client.cookies.set('__Host-ss_2f', cookie);
    assert.equal((await second(client, { code: codeOf(secret) })).body.code, 'sign_in_expired', cookie);
  }
  client.cookies.set('__Host-ss_2f', right);
  await t.sql(`update auth.credentials set changed_at = now() + interval '5 s' where user_id = '${me.user.id}'`);
  assert.equal((await second(client, { code: codeOf(secret) })).body.code, 'sign_in_expired', 'the password is another by now');
});

test('C3: five wrong codes within 15 minutes, then 429, also for the right one', async () => {
  const { me, secret } = await withFactor();
  const client = t.client();
  await login(client, me.account);
  for (let i = 0; i < 5; i++) assert.equal((await second(client, { code: codeOf(secret, 9 + i) })).status, 401);
  const held = await second(client, { code: codeOf(secret) });
  assert.equal(held.status, 429, held.text);
  assert.ok(Number(held.headers['retry-after']) > 800);
  await t.sql('delete from auth.attempts');
  assert.equal((await second(client, { code: codeOf(secret) })).status, 200);
});

test('a recovery code works once, however it is typed, and the owner is told', async () => {
  const { me, recovery } = await withFactor();
  const client = t.client();
  await login(client, me.account);
  assert.equal((await second(client, { recovery_code: 'nonsense' })).body.code, 'invalid_code');
  const done = await second(client, { recovery_code: ` ${recovery[3].toUpperCase().replaceAll('-', ' ')}` });
  assert.equal(done.status, 200, done.text);
  assert.equal((await client.get('/me/security')).body.data.recovery_codes_left, 9);
  assert.match((await mailed(t, me.account.email, 'security_notice')).event, /recovery code/);

  const again = t.client();
  await login(again, me.account);
  assert.equal((await second(again, { recovery_code: recovery[3] })).body.code, 'invalid_code');
  assert.ok(!(await t.sql('select string_agg(c::text, $$ $$) from auth.recovery_codes c')).includes(recovery[4].slice(0, 7)));
});

test('new recovery codes void the old ones; an Idempotency-Key shows them no second time', async () => {
  const { me, recovery } = await withFactor();
  const headers = { 'idempotency-key': 'renew' };
  const renewed = await me.api('POST', '/auth/recovery-codes', { headers });
  assert.equal(renewed.status, 200, renewed.text);
  assert.equal(renewed.body.data.recovery_codes.length, 10);
  const replay = await me.api('POST', '/auth/recovery-codes', { headers });
  assert.equal(replay.body.data.recovery_codes, null);

  const client = t.client();
  await login(client, me.account);
  assert.equal((await second(client, { recovery_code: recovery[0] })).body.code, 'invalid_code');
  assert.equal((await second(client, { recovery_code: renewed.body.data.recovery_codes[0] })).status, 200);
  assert.equal((await (await t.tenant()).post('/auth/recovery-codes')).body.code, 'no_second_factor');
});

test('a link by mail asks for the second factor too', async () => {
  const { me, secret } = await withFactor();
  await forgetLimits(t);
  const client = t.client();
  await client.post('/auth/magic-links', { email: me.account.email });
  const { token } = await mailed(t, me.account.email, 'magic_link');
  const first = await client.post('/auth/magic-links/redeem', { token });
  assert.deepEqual(first.body.data, { second_factor_required: true });
  assert.equal((await second(client, { code: codeOf(secret) })).body.data.id, me.user.id);
});

test('C13: without a recent proof a second factor is neither set up nor removed', async () => {
  const { me } = await withFactor();
  const other = await t.tenant();
  await t.sql("update app.sessions set proved_at = now() - interval '11 min'");
  for (const answer of [
    await other.post('/auth/totp'),
    await me.delete('/auth/totp'),
    await me.post('/auth/recovery-codes'),
  ]) {
    assert.equal(answer.status, 403, answer.text);
    assert.equal(answer.body.code, 'reauth_required');
  }
  assert.equal((await me.post('/auth/reauthenticate', { password: me.account.password })).status, 204);
  assert.equal((await me.delete('/auth/totp')).status, 204);
  assert.equal((await me.delete('/auth/totp')).status, 404);
  assert.equal((await login(t.client(), me.account)).body.data.id, me.user.id);
  assert.ok((await actions(me)).includes('second_factor.removed'));
});
