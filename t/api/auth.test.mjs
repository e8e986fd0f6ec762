// Accounts and sessions, as the browser sees them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newEmail, suite } from './lib/harness.mjs';

const t = await suite();

const access = '__Host-ss_at';
const refresh = '__Host-ss_rt';
const fixed = ['httponly', 'path=/', 'samesite=strict', 'secure'];

/** name -> { value, maxAge, attributes } of the Set-Cookie lines. */
const cookiesOf = ({ setCookie }) =>
  Object.fromEntries(
    setCookie.map((line) => {
      const [pair, ...attributes] = line.split(';').map((part) => part.trim());
      const lower = attributes.map((attribute) => attribute.toLowerCase());
      const age = lower.find((attribute) => attribute.startsWith('max-age='));
      return [
        pair.slice(0, pair.indexOf('=')),
        {
          value: pair.slice(pair.indexOf('=') + 1),
          maxAge: age && Number(age.slice(8)),
          attributes: lower.filter((attribute) => attribute !== age).sort(),
        },
      ];
    }),
  );

const login = (client, account, fields) =>
  client.post('/auth/login', { email: account.email, password: account.password, ...fields });

const sessionOf = async (client) => {
  const answer = await client.get('/auth/session');
  assert.equal(answer.status, 200, answer.text);
  return answer.body.data;
};

const stored = async (client) => {
  const { session_id: id } = await sessionOf(client);
  const [row] = await t.rows(`select * from app.sessions where id = '${id}'`);
  return row;
};

test('an address in other letters signs in to the same account', async () => {
  const me = await t.tenant();
  const answer = await login(t.client(), { ...me.account, email: me.account.email.toUpperCase() });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.body.data.id, me.user.id);
});

test('C1: a right password gives exactly two cookies and no token in the body', async () => {
  const me = await t.tenant();
  const answer = await login(t.client(), me.account);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.setCookie.length, 2);

  const cookies = cookiesOf(answer);
  assert.deepEqual(Object.keys(cookies).sort(), [access, refresh]);
  assert.deepEqual(cookies[access].attributes, fixed);
  assert.deepEqual(cookies[refresh].attributes, fixed);
  assert.equal(cookies[access].maxAge, 600);
  assert.equal(cookies[refresh].maxAge, undefined, 'without "remember" it ends with the browser');
  for (const { value } of Object.values(cookies)) assert.ok(!answer.text.includes(value));
});

test('"remember" keeps the refresh cookie for 30 days, also after a refresh', async () => {
  const me = await t.tenant();
  const client = t.client();
  const answer = await login(client, me.account, { remember: true });
  assert.equal(cookiesOf(answer)[refresh].maxAge, 30 * 86400);
  const again = await client.post('/auth/refresh');
  assert.equal(cookiesOf(again)[refresh].maxAge, 30 * 86400);
});

test('GET /auth/session tells what the access token says', async () => {
  const me = await t.tenant();
  const session = await sessionOf(me);
  assert.equal(session.user_id, me.user.id);
  const seconds = (Date.parse(session.expires_at) - Date.now()) / 1000;
  assert.ok(seconds > 590 && seconds <= 600, `${seconds} s`);
});

test('PATCH /me changes what the body names and nothing else', async () => {
  const me = await t.tenant();
  const answer = await me.api('PATCH', '/me', { body: { time_zone: 'Europe/Berlin', locale: 'de-AT' } });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body.data, { ...me.user, time_zone: 'Europe/Berlin', locale: 'de-AT' });
  const nothing = await me.api('PATCH', '/me', { body: {} });
  assert.deepEqual(nothing.body.data, answer.body.data);
  assert.deepEqual((await me.get('/me')).body.data, answer.body.data);
});

test('PATCH /me refuses a time zone that does not exist, and members that are not its own', async () => {
  const me = await t.tenant();
  const zone = await me.api('PATCH', '/me', { body: { time_zone: 'Mars/Olympus_Mons' } });
  assert.equal(zone.status, 422, zone.text);
  assert.equal(zone.body.errors[0].pointer, '/time_zone');

  const more = await me.api('PATCH', '/me', { body: { email: newEmail(), is_admin: true, id: me.user.id } });
  assert.equal(more.status, 422);
  assert.deepEqual(more.body.errors.map(({ pointer }) => pointer).sort(), ['/email', '/id', '/is_admin']);
  assert.deepEqual((await me.get('/me')).body.data, me.user);
});

test('C9: a session that is revoked is refused by the very next request', async () => {
  const me = await t.tenant();
  const { session_id: id } = await sessionOf(me);
  await t.sql(`update app.sessions set revoked_at = now() where id = '${id}'`);
  for (const path of ['/me', '/clients', '/workspaces']) {
    const answer = await me.get(path);
    assert.equal(answer.status, 401, path);
    assert.equal(answer.body.code, 'session_revoked');
  }
  const write = await me.post('/clients', { name: 'Too late' });
  assert.equal(write.status, 401);
  assert.equal(await t.sql(`select count(*) from app.clients where name = 'Too late'`), '0');
});

test('C9: an account that is disabled loses its sessions at once', async () => {
  const me = await t.tenant();
  await t.sql(`update app.users set disabled_at = now() where id = '${me.user.id}'`);
  assert.equal((await me.get('/me')).status, 401);
  assert.equal((await me.post('/auth/refresh')).status, 401);
});

test('C10: a refresh rotates; the same token again within 30 s gets the current one', async () => {
  const me = await t.tenant();
  const first = me.clone();
  const answer = await me.post('/auth/refresh');
  assert.equal(answer.status, 200, answer.text);
  const cookies = cookiesOf(answer);
  assert.deepEqual(cookies[refresh].attributes, fixed);
  assert.notEqual(cookies[refresh].value, first.cookies.get(refresh));
  assert.ok(Date.parse(answer.body.data.expires_at) > Date.now());

  const again = await first.post('/auth/refresh');
  assert.equal(again.status, 200, again.text);
  assert.equal(cookiesOf(again)[refresh].value, cookies[refresh].value, 'no new step');
  const row = await stored(me);
  assert.equal(row.generation, 2);
  assert.equal(row.revoked_at, null);
  assert.equal((await me.get('/me')).status, 200);
});

for (const [name, spoil] of [
  [
    'the one before, after 30 s',
    async (client, id) => {
      await client.post('/auth/refresh');
      await t.sql(`update app.sessions set rotated_at = now() - interval '31 s' where id = '${id}'`);
    },
  ],
  [
    'an older generation, at once',
    async (client) => {
      await client.post('/auth/refresh');
      await client.post('/auth/refresh');
    },
  ],
]) {
  test(`C10: reuse (${name}) ends the session for everybody`, async () => {
    const me = await t.tenant();
    const thief = me.clone();
    const { session_id: id } = await sessionOf(me);
    await spoil(me, id);
    const before = await t.server.metrics();

    const answer = await thief.post('/auth/refresh');
    assert.equal(answer.status, 401, answer.text);
    assert.equal(answer.body.code, 'session_revoked');
    assert.equal(thief.cookies.size, 0, 'the cookies are taken back');

    const [row] = await t.rows(`select * from app.sessions where id = '${id}'`);
    assert.ok(row.revoked_at);
    assert.ok(row.reuse_detected_at);
    assert.equal(await t.sql(`select count(*) from app.audit_log where action = 'session.reuse' and object_id = '${id}'`), '1');
    assert.equal(await t.sql(`select count(*) from app.mail_outbox where recipient = '${me.account.email}'`), '1');
    assert.equal((await me.get('/me')).status, 401);
    assert.equal((await me.post('/auth/refresh')).status, 401);
    const after = await t.server.metrics();
    assert.equal(after.smartstack_refresh_reuse_total - before.smartstack_refresh_reuse_total, 1);
  });
}

test('C11: twenty refreshes at once all succeed and make one step', async () => {
  const me = await t.tenant();
  const answers = await Promise.all(Array.from({ length: 20 }, () => me.clone().post('/auth/refresh')));
  assert.deepEqual(
    answers.map(({ status }) => status),
    Array(20).fill(200),
  );
  assert.equal(new Set(answers.map((answer) => cookiesOf(answer)[refresh].value)).size, 1);

  answers.forEach(({ setCookie }) => me.keepCookies(setCookie));
  const row = await stored(me);
  assert.equal(row.generation, 2);
  assert.equal(row.revoked_at, null);
});

test('a session out of date is not refreshed', async () => {
  for (const column of ['idle_expires_at', 'absolute_expires_at']) {
    const me = await t.tenant();
    const { session_id: id } = await sessionOf(me);
    await t.sql(`update app.sessions set ${column} = now() - interval '1 s' where id = '${id}'`);
    const answer = await me.post('/auth/refresh');
    assert.equal(answer.status, 401, column);
    assert.equal(answer.body.code, 'session_revoked');
  }
});

test('refresh tokens that are not ours are refused without asking the database', async () => {
  const me = await t.tenant();
  const right = me.cookies.get(refresh);
  const bytes = Buffer.from(right, 'base64url');
  const flipped = [...bytes.keys()].map((i) => {
    const copy = Buffer.from(bytes);
    copy[i] ^= 1;
    return copy.toString('base64url');
  });
  const wrong = [
    ...flipped,
    '',
    'x',
    right.slice(1),
    `${right}A`,
    'A'.repeat(72),
    '='.repeat(72),
    me.cookies.get(access),
  ];

  const before = await t.server.metrics();
  for (const token of wrong) {
    const client = me.clone();
    client.cookies.set(refresh, token);
    const answer = await client.post('/auth/refresh');
    assert.equal(answer.status, 401, token);
    assert.equal(answer.body.code, 'auth_required');
  }
  assert.equal((await t.client().post('/auth/refresh')).status, 401);
  const after = await t.server.metrics();
  assert.equal(after.smartstack_db_batches_total, before.smartstack_db_batches_total);
  assert.equal((await me.post('/auth/refresh')).status, 200);
});

test('C12: signing out clears both cookies as they were set and ends the session', async () => {
  const me = await t.tenant();
  const left = me.clone();
  const answer = await me.post('/auth/logout');
  assert.equal(answer.status, 204, answer.text);
  const cookies = cookiesOf(answer);
  for (const name of [access, refresh]) {
    assert.equal(cookies[name].value, '');
    assert.equal(cookies[name].maxAge, 0);
    assert.deepEqual(cookies[name].attributes, fixed);
  }
  assert.deepEqual(
    answer.headers['clear-site-data'].split(',').map((s) => s.trim()),
    ['"cookies"', '"storage"'],
  );

  assert.equal((await left.get('/me')).body.code, 'session_revoked');
  assert.equal((await left.post('/auth/refresh')).status, 401);
});

test('C12: either cookie signs out; with none the answer is the same', async () => {
  for (const name of [access, refresh]) {
    const me = await t.tenant();
    const one = me.clone();
    one.cookies = new Map([[name, me.cookies.get(name)]]);
    assert.equal((await one.post('/auth/logout')).status, 204);
    assert.equal((await me.get('/me')).status, 401, name);
  }
  const none = await t.client().post('/auth/logout');
  assert.equal(none.status, 204);
  assert.equal(none.setCookie.length, 2);
});

test('signing out leaves the other sessions of the person alone', async () => {
  const me = await t.tenant();
  const other = t.client();
  await login(other, me.account);
  await me.post('/auth/logout');
  assert.equal((await other.get('/me')).status, 200);
});

test('a person has 20 live sessions at most; the oldest makes room', async () => {
  const me = await t.tenant();
  const clients = [];
  for (let i = 0; i < 20; i++) {
    const client = t.client();
    assert.equal((await login(client, me.account)).status, 200);
    clients.push(client);
  }
  const live = `select count(*) from app.sessions where user_id = '${me.user.id}' and revoked_at is null`;
  assert.equal(await t.sql(live), '20');
  assert.equal((await me.get('/me')).body.code, 'session_revoked');
  assert.equal((await clients[0].get('/me')).status, 200);
});
