// Who asks: each kind of caller shows something of its own, comes in through its own
// pool, and leaves the settings that policies, triggers and the audit log read.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { env, scratchDir } from './lib/env.mjs';
import { suite } from './lib/harness.mjs';
import { issueKey, newApiKey, newToken, openLink, withProbes } from './lib/probes.mjs';
import { newMember } from './lib/work.mjs';

const dir = scratchDir('callers');
const t = await suite(withProbes(dir));
after(() => rmSync(dir, { recursive: true, force: true }));
const owner = await t.tenant();
const other = await t.tenant();
const network = '127.0.0.0/24';

const refused = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.code, code);
};

const batches = async () => (await t.server.metrics()).smartstack_db_batches_total;

test('a user agent is kept to its last whole character within 255 bytes, and not at all when it is no text', async () => {
  const bytes = (text) => Buffer.from(text).toString('latin1');
  const kept = async (agent) =>
    (await t.client().get('/probe/public', { headers: { 'user-agent': agent } })).body.data.user_agent;
  const long = 'x'.repeat(254);
  assert.equal(await kept(bytes(`${long}\u00e9 and more`)), long);
  assert.equal(await kept(bytes(`${long.slice(1)}\u00e9 and more`)), `${long.slice(1)}\u00e9`);
  assert.equal(await kept(bytes(`${long.slice(3)}\u{1f600} and more`)), `${long.slice(3)}\u{1f600}`);
  assert.equal(await kept(bytes(`${long.slice(2)}\u{1f600} and more`)), long.slice(2));
  assert.equal(await kept('caf\u00e9'), null);
});

test('nobody is signed in: pool auth, and only what the audit log keeps', async () => {
  const { status, body, headers } = await t.client().get('/probe/public', { headers: { 'user-agent': 'probe/1' } });
  assert.equal(status, 200);
  const { login, request_id, ip_prefix, user_agent, ...rest } = body.data;
  assert.deepEqual([login, request_id, ip_prefix, user_agent], ['ss_auth', headers['x-request-id'], network, 'probe/1']);
  assert.deepEqual(Object.values(rest).filter(Boolean), []);
});

test('a public operation takes no notice of who is signed in', async () => {
  const { body } = await owner.get('/probe/public');
  assert.equal(body.data.user_id, null);
  refused(await owner.post('/probe/publicPost', undefined, { headers: { origin: null } }), 404, 'not_found');
});

test('C31: a public change is taken from the site itself only', async () => {
  assert.equal((await t.client().post('/probe/public')).status, 200);
  refused(await t.client().post('/probe/public', undefined, { headers: { origin: 'https://evil.example' } }), 403, 'cross_site_request');
  const key = `Bearer ${newApiKey()}`;
  refused(
    await t.client().post('/probe/public', undefined, { headers: { origin: 'https://evil.example', authorization: key } }),
    403,
    'cross_site_request',
  );
});

test('a person: no workspace is set, and both pools prove the session', async () => {
  for (const [path, login] of [['user', 'ss_app'], ['user-auth', 'ss_auth']]) {
    const { body } = await owner.get(`/probe/${path}`);
    assert.deepEqual([body.data.login, body.data.user_id, body.data.workspace_id, body.data.actor_kind], [login, owner.user.id, null, 'member']);
  }
  const gone = await t.tenant();
  await t.sql(`update app.sessions set revoked_at = now() where user_id = '${gone.user.id}'`);
  for (const path of ['user', 'user-auth']) refused(await gone.get(`/probe/${path}`), 401, 'session_revoked');
});

test('a member: workspace, role, network, and whether he is limited to projects', async () => {
  const { body } = await owner.get('/probe/member');
  const { login, workspace_id, role, ip_prefix, scope, session_id } = body.data;
  assert.deepEqual([login, workspace_id, role, ip_prefix, scope], ['ss_app', owner.workspace, 'owner', network, 'all']);
  assert.ok(session_id);
  const limited = await newMember(t, owner);
  await t.sql(`update app.memberships set scope = 'listed' where user_id = '${limited.user.id}' and role = 'member'`);
  assert.equal((await limited.get('/probe/member')).body.data.scope, 'listed');
});

test('C21: the administration is for administrators, in a pool of its own', async () => {
  refused(await t.client().get('/probe/admin'), 401, 'auth_required');
  refused(await owner.get('/probe/admin'), 403, 'role_not_allowed');
  await t.sql(`update app.users set is_admin = true where id = '${owner.user.id}'`);
  const { body } = await owner.get('/probe/admin');
  assert.deepEqual([body.data.login, body.data.role, body.data.actor_kind, body.data.workspace_id], ['ss_admin', 'admin', 'admin', null]);
  await t.sql(`update app.users set is_admin = false where id = '${owner.user.id}'`);
  refused(await owner.get('/probe/admin'), 403, 'role_not_allowed');
});

test('C43: a guest comes in by cookie and link, in a pool of his own, as far as the link permits', async () => {
  const permissions = { view: 1, comment: 2, upload: 4, edit: 8 };
  const may = { view: ['view'], comment: ['view', 'comment'], upload: ['view', 'comment', 'upload'], edit: ['view', 'comment', 'upload', 'edit'] };
  for (const [permission, bit] of Object.entries(permissions)) {
    const { client, link, guest, headers } = await openLink(t, bit);
    for (const asked of Object.keys(permissions)) {
      const answer = await client.api(asked === 'view' ? 'GET' : 'POST', `/probe/link-${asked}`, { headers });
      if (!may[permission].includes(asked)) {
        refused(answer, 403, 'permission_missing');
        continue;
      }
      assert.equal(answer.status, 200, answer.text);
      const { login, link_id, guest_id, actor_kind, user_id } = answer.body.data;
      assert.deepEqual([login, link_id, guest_id, actor_kind, user_id], ['ss_guest', link, guest, 'client', null]);
    }
  }
});

test('C44: the cookie of a guest is one of ours, single, and for the link that is named', async () => {
  const { client, headers, token } = await openLink(t, 1);
  const elsewhere = await openLink(t, 1);
  const ask = (cookie, more = headers) => t.client().get('/probe/link-view', { headers: { cookie, ...more } });

  const before = await batches();
  refused(await t.client().get('/probe/link-view', { headers }), 401, 'auth_required');
  for (const wrong of ['', 'x', token.slice(1), `${token}A`, `${token.slice(0, 42)}=`, `+${token.slice(1)}`, owner.cookies.get('__Host-ss_at')]) {
    refused(await ask(`__Host-ss_gs=${wrong}`), 401, 'auth_required');
  }
  refused(await ask(`__Host-ss_gs=${token}; __Host-ss_gs=${newToken()}`), 401, 'auth_required');
  refused(await client.get('/probe/link-view'), 400, 'invalid_request');
  refused(await client.get('/probe/link-view', { headers: { 'smartstack-link': 'x' } }), 400, 'invalid_request');
  refused(await owner.get('/probe/link-view', { headers }), 401, 'auth_required');
  assert.equal(await batches(), before, 'the database was not asked');

  refused(await client.get('/probe/link-view', { headers: elsewhere.headers }), 401, 'session_revoked');
  refused(await client.get('/probe/link-view', { headers: { 'smartstack-link': randomUUID() } }), 401, 'session_revoked');
  refused(await ask(`__Host-ss_gs=${newToken()}`), 401, 'session_revoked');
  refused(await client.get('/probe/member', { headers }), 401, 'auth_required');
});

test('C95: a guest has idempotency keys of his own', async () => {
  const [one, two] = [await openLink(t, 8), await openLink(t, 8)];
  const post = ({ client, headers }) => client.post('/probe/link-edit', undefined, { headers: { ...headers, 'idempotency-key': 'same' } });
  const first = await post(one);
  const again = await post(one);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.deepEqual(again.body, first.body);
  const stranger = await post(two);
  assert.equal(stranger.headers['idempotency-replayed'], undefined);
  assert.equal(stranger.body.data.guest_id, two.guest);
});

test('C30: an API key works in its workspace, with its scopes and role', async () => {
  const { headers } = await issueKey(t, owner);
  const program = t.client();
  const { status, body } = await program.get('/probe/member', { headers });
  assert.equal(status, 200);
  const { login, workspace_id, user_id, actor_kind, session_id, ip_prefix } = body.data;
  assert.deepEqual(
    [login, workspace_id, user_id, actor_kind, session_id, ip_prefix],
    ['ss_app', owner.workspace, owner.user.id, 'key', null, network],
  );
  const reader = await issueKey(t, owner, { roles: 2, scopes: ['probes:read'] });
  refused(await program.post('/probe/member', undefined, reader), 403, 'scope_missing');
  refused(await program.get('/probe/owner', reader), 403, 'role_not_allowed');
  assert.equal((await program.get('/probe/member', reader)).status, 200);
});

test('C30: a key is for operations with a scope only', async () => {
  const { headers } = await issueKey(t, owner);
  const before = await batches();
  for (const path of ['no-key', 'user', 'admin', 'link-view']) refused(await t.client().get(`/probe/${path}`, { headers }), 403, 'key_not_allowed');
  assert.equal(await batches(), before, 'the database was not asked');
});

test('C30: a wrong key is 401 without a query, and a key beside a cookie is 400', async () => {
  const { key, headers } = await issueKey(t, owner);
  const before = await batches();
  const changed = (i) => key.slice(0, i) + (key[i] === 'a' ? 'b' : 'a') + key.slice(i + 1);
  const wrong = [
    ...Array.from(key, (_, i) => `Bearer ${changed(i)}`),
    `Bearer ${key.slice(1)}`,
    `Bearer ${key}0`,
    `Bearer  ${key}`,
    'Bearer ',
    'Bearer',
    key,
    `Basic ${Buffer.from(`x:${key}`).toString('base64')}`,
    `Token ${key}`,
    `Bearer ${owner.cookies.get('__Host-ss_at')}`,
  ];
  for (const authorization of wrong) {
    const answer = await t.client().get('/probe/member', { headers: { authorization } });
    refused(answer, 401, 'invalid_key');
    assert.equal(answer.headers['www-authenticate'], 'Bearer realm="smartstack"');
  }
  for (const cookie of [`__Host-ss_at=${owner.cookies.get('__Host-ss_at')}`, '__Host-ss_at=x', `__Host-ss_gs=${newToken()}`]) {
    const answer = await t.client().get('/probe/member', { headers: { ...headers, cookie } });
    assert.equal(answer.status, 400, answer.text);
    assert.deepEqual(answer.body.errors.map(({ pointer, code }) => [pointer, code]), [['Authorization', 'two_credentials']]);
  }
  assert.equal(await batches(), before, 'the database was not asked');

  refused(await t.client().get('/probe/member', { headers: { authorization: `Bearer ${newApiKey()}` } }), 401, 'invalid_key');
  for (const place of ['/probe/member', `/probe/member?api_key=${key}`]) {
    assert.ok([400, 401].includes((await t.client().get(place)).status));
  }
});

test('C30: a key that is revoked is refused by the very next request', async () => {
  const { headers } = await issueKey(t, owner);
  const program = t.client();
  assert.equal((await program.get('/probe/member', { headers })).status, 200);
  await t.sql('update probe.keys set revoked = true');
  refused(await program.get('/probe/member', { headers }), 401, 'key_revoked');
});

test('C20: a key names no workspace but its own', async () => {
  const { headers } = await issueKey(t, owner);
  const named = (workspace) => t.client().get('/probe/member', { headers: { ...headers, 'smartstack-workspace': workspace } });
  refused(await named(other.workspace), 404, 'not_found');
  refused(await named(randomUUID()), 404, 'not_found');
  assert.equal((await named(owner.workspace)).status, 200);
  refused(await named('x'), 400, 'invalid_request');
});

// What a worker remembers, a new one does not.
test('a known key costs one batch, a new one two', { skip: env.hup }, async () => {
  const { headers } = await issueKey(t, owner);
  const cost = async () => {
    const before = await batches();
    assert.equal((await t.client().get('/probe/member', { headers })).status, 200);
    return (await batches()) - before;
  };
  assert.equal(await cost(), 2);
  assert.equal(await cost(), 1);
});

test('a program with a key needs no Origin, and has idempotency keys', async () => {
  const { headers } = await issueKey(t, owner);
  const post = () => t.client().post('/probe/member', undefined, { headers: { ...headers, origin: null, 'idempotency-key': randomUUID() } });
  assert.equal((await post()).status, 200);
});

test('C40: secrets are shown once: a replay has null in their place, and the database never had them', async () => {
  const headers = { 'idempotency-key': randomUUID(), 'user-agent': 'probe/2' };
  const first = (await owner.post('/probe/secret', undefined, { headers })).body.data;
  assert.match(first.token, /^[A-Za-z0-9_-]{43}$/);
  assert.match(first.token_2, /^[A-Za-z0-9_-]{43}$/);
  assert.notEqual(first.token, first.token_2);
  assert.match(first.api_key, /^ss_live_[0-9A-Za-z]{36}$/);
  assert.match(first.code, /^\d{6}$/);
  assert.deepEqual([first.ip_prefix, first.agent], [network, 'probe/2']);

  const again = await owner.post('/probe/secret', undefined, { headers });
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.deepEqual(again.body.data, { ...first, token: null, api_key: null });
  assert.deepEqual(Object.keys(again.body.data), Object.keys(first), 'members in their order');
  const kept = await t.sql('select response from app.idempotency_keys');
  assert.ok(kept.includes(first.code) && !kept.includes(first.token) && !kept.includes(first.api_key));

  const next = (await owner.post('/probe/secret')).body.data;
  for (const name of ['id', 'token', 'token_2', 'api_key']) assert.notEqual(next[name], first[name]);
});

test('a token that was used up is 410', async () => {
  refused(await t.client().post('/probe/gone'), 410, 'token_used');
});

test('headers that say who asks come once', async () => {
  const { key } = await issueKey(t, owner);
  const twice = [['Authorization', `Bearer ${key}`], ['SmartStack-Link', randomUUID()]];
  for (const [name, value] of twice) {
    const lines = `${name}: ${value}\r\n`.repeat(2);
    const { status, text } = await t.raw([`GET /api/v1/probe/public HTTP/1.1\r\nHost: t\r\n${lines}Connection: close\r\n\r\n`]);
    assert.equal(status, 400, text);
  }
});

test('C8: no other secret of ours is an access token', async () => {
  const { key } = await issueKey(t, owner);
  const { token } = await openLink(t, 8);
  for (const secret of [key, token, newToken(), owner.cookies.get('__Host-ss_rt')]) {
    const answer = await t.client().get('/probe/user', { headers: { cookie: `__Host-ss_at=${secret}` } });
    refused(answer, 401, 'auth_required');
  }
});

test('C66: no key and no secret of a guest is ever in a log', async () => {
  const { key, headers } = await issueKey(t, owner);
  const { client, token, headers: link } = await openLink(t, 1);
  assert.equal((await t.client().get('/probe/member', { headers })).status, 200);
  assert.equal((await t.client().get(`/probe/member?key=${key}`, { headers })).status, 400);
  assert.equal((await client.get('/probe/link-view', { headers: link })).status, 200);
  const wrong = newApiKey();
  await t.client().get('/probe/member', { headers: { authorization: `Bearer ${wrong}` } });
  const twice = `Authorization: Bearer ${key}\r\n`.repeat(2);
  assert.equal((await t.raw([`GET /api/v1/probe/public HTTP/1.1\r\nHost: t\r\n${twice}Connection: close\r\n\r\n`])).status, 400);
  const made = (await owner.post('/probe/secret')).body.data;
  const logs = t.server.log() + JSON.stringify(t.server.accessLog());
  for (const secret of [key, token, wrong, made.token, made.api_key, made.code]) assert.ok(!logs.includes(secret));
});
