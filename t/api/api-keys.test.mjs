// API keys as their members make and use them; t/api/callers looks at what the
// module itself refuses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { withKey } from './lib/people.mjs';
import { got, newMember, newProject, newTask } from './lib/work.mjs';

const t = await suite({ server: 'set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;' });
const owner = await t.tenant();
const member = await newMember(t, owner);

const refused = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.code, code);
};
const input = { name: 'Program', scopes: ['tasks:read'] };

test('C30: a key is shown once, and the database holds its hash', async () => {
  const headers = { 'idempotency-key': 'a-key-once' };
  const answer = await owner.post('/api-keys', input, { headers });
  const { token, hint, id, expires_at } = answer.body.data;
  assert.match(token, /^ss_live_[0-9A-Za-z]{36}$/);
  assert.equal(hint, `${token.slice(0, 12)}…${token.slice(-4)}`);
  assert.ok(Math.abs(Date.parse(expires_at) - Date.now() - 90 * 86400e3) < 60e3);
  assert.equal((await owner.post('/api-keys', input, { headers })).body.data.token, null, 'not even in a replay');
  assert.ok(!(await owner.get(`/api-keys/${id}`)).text.includes(token));
  assert.equal(await t.sql(`select count(*) from app.api_keys x where x::text like '%${token}%'`), '0');
  assert.equal(await t.sql(`select count(*) from app.idempotency_keys x where x::text like '%${token}%'`), '0');
  assert.equal(await t.sql(`select count(*) from app.api_keys where hash = sha256(convert_to('${token}', 'UTF8'))`), '1');
});

test('C30: a key works until it is revoked, expired, or its member is', async () => {
  const use = async (key) => (await key.get('/tasks')).status;
  const key = await withKey(t, owner, input);
  assert.equal(await use(key), 200);
  assert.equal((await owner.delete(`/api-keys/${key.key.id}`, 1)).status, 204);
  assert.equal(await use(key), 401);
  refused(await owner.post(`/api-keys/${key.key.id}/rotate`), 409, 'key_revoked');
  refused(await owner.delete(`/api-keys/${key.key.id}`, 2), 404, 'not_found');

  const old = await withKey(t, owner, input);
  await t.sql(`update app.api_keys set expires_at = now() where id = '${old.key.id}'`);
  assert.equal(await use(old), 401);

  const person = await newMember(t, owner);
  const theirs = await withKey(t, person, input);
  await t.sql(`update app.users set disabled_at = now() where id = '${person.user.id}'`);
  assert.equal(await use(theirs), 401);
});

test('C30: rotated, the secret before is void at once', async () => {
  const key = await withKey(t, owner, input);
  const next = await got(owner.post(`/api-keys/${key.key.id}/rotate`));
  assert.notEqual(next.token, key.key.token);
  assert.equal((await key.get('/tasks')).status, 401);
  assert.equal((await t.client().get('/tasks', { headers: { authorization: `Bearer ${next.token}` } })).status, 200);
});

test('what a key does is done by its member, and says so', async () => {
  const key = await withKey(t, owner, { name: 'Writer', scopes: ['projects:write', 'tasks:write'] });
  const task = await newTask(key, await newProject(key));
  assert.equal(task.created_by, owner.user.id);
  const last = (await got(owner.get(`/tasks/${task.id}/activity`)))[0];
  assert.deepEqual([last.actor_kind, last.actor_id], ['key', owner.user.id]);
  assert.ok((await got(owner.get(`/api-keys/${key.key.id}`))).last_used_at);
});

const from = async (key, address) => {
  const answer = await key.get('/tasks', { headers: { 'x-forwarded-for': address } });
  if (answer.status !== 200) refused(answer, 403, 'network_not_allowed');
  return answer.status === 200;
};

test('C30: a key for networks answers only there, however small they are', async () => {
  const key = await withKey(t, owner, {
    ...input,
    networks: ['192.0.2.7/32', '198.51.100.64/26', '10.0.0.0/8', '2001:db8:1:2::/64', '2001:db8:9::1/128'],
  });
  assert.deepEqual(key.key.networks, ['192.0.2.7/32', '198.51.100.64/26', '10.0.0.0/8', '2001:db8:1:2::/64', '2001:db8:9::1/128']);
  const inside = ['192.0.2.7', '198.51.100.127', '10.255.0.1', '2001:db8:1:2:ffff::1', '2001:db8:9::1', '::ffff:192.0.2.7'];
  const outside = ['192.0.2.8', '198.51.100.128', '11.0.0.1', '2001:db8:1:3::1', '2001:db8:9::2', '::ffff:192.0.2.8', '127.0.0.1'];
  for (const address of inside) assert.ok(await from(key, address), address);
  for (const address of outside) assert.ok(!(await from(key, address)), address);

  const { networks } = await got(owner.patch(`/api-keys/${key.key.id}`, { networks: ['192.0.2.8/31'] }, 1));
  assert.deepEqual(networks, ['192.0.2.8/31']);
  assert.deepEqual([await from(key, '192.0.2.7'), await from(key, '192.0.2.9')], [false, true]);
  await got(owner.patch(`/api-keys/${key.key.id}`, { networks: null }, 2));
  assert.ok(await from(key, '203.0.113.5'));
});

test('C30: what is no network, or next to everything, is refused', async () => {
  const make = (network) => owner.post('/api-keys', { ...input, networks: ['192.0.2.0/24', network] });
  const faults = {
    network_too_wide: ['0.0.0.0/0', '10.0.0.0/7', '::/0', '2000::/15'],
    invalid_network: ['300.0.0.0/8', '192.0.2.1/24', '192.0.2.0/33', '2001:db8::1/64', '2001:db8::/129', '1::2::3/64'],
    pattern: ['192.0.2.7', 'localhost/8', '192.0.2.0/24 '],
  };
  for (const [code, networks] of Object.entries(faults)) {
    for (const network of networks) {
      const { status, body } = await make(network);
      assert.deepEqual([status, code === 'pattern' ? body.errors[0].code : body.code], [422, code], network);
    }
  }
  for (const network of ['10.0.0.0/8', '2001::/16']) assert.equal((await make(network)).status, 201, network);
});

test('a member sees and changes own keys; an owner sees all and may end them', async () => {
  const mine = (await member.post('/api-keys', input)).body.data;
  const others = (await owner.post('/api-keys', input)).body.data;
  const listed = await got(member.get('/api-keys?limit=100'));
  assert.ok(listed.some(({ id }) => id === mine.id) && listed.every(({ user_id }) => user_id === member.user.id));
  refused(await member.get(`/api-keys/${others.id}`), 404, 'not_found');
  refused(await member.delete(`/api-keys/${others.id}`, 1), 404, 'not_found');
  assert.ok((await got(owner.get('/api-keys?limit=100'))).some(({ id }) => id === mine.id));
  refused(await owner.patch(`/api-keys/${mine.id}`, { scopes: ['tasks:write'] }, 1), 403, 'not_your_key');
  refused(await owner.post(`/api-keys/${mine.id}/rotate`), 403, 'not_your_key');
  const changed = await got(member.patch(`/api-keys/${mine.id}`, { name: 'Other', networks: null }, 1));
  assert.deepEqual([changed.name, changed.rev], ['Other', 2]);
  assert.equal((await owner.delete(`/api-keys/${mine.id}`, 2)).status, 204);
});

test('C13: making, widening and rotating a key needs a recent proof', async () => {
  const { id } = (await member.post('/api-keys', input)).body.data;
  await t.sql(`update app.sessions set proved_at = now() - interval '11 minutes' where user_id = '${member.user.id}'`);
  refused(await member.post('/api-keys', input), 403, 'reauth_required');
  refused(await member.post(`/api-keys/${id}/rotate`), 403, 'reauth_required');
  refused(await member.patch(`/api-keys/${id}`, { scopes: ['tasks:write'] }, 1), 403, 'reauth_required');
  assert.equal((await member.patch(`/api-keys/${id}`, { name: 'Renamed' }, 1)).status, 200);
  await t.sql(`update app.sessions set proved_at = now() where user_id = '${member.user.id}'`);
});
