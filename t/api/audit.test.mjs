// The audit log: who did what, in the transaction that did it, in a chain.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { everything, got, made, newMember } from './lib/work.mjs';

const t = await suite();
const owner = await t.tenant();
const member = await newMember(t, owner);
const log = (me = owner, query = '') => everything(me, `/audit-log${query}`);
const newest = async () => (await got(owner.get('/audit-log?limit=1')))[0];

test('C90: each event of the workspace is one entry, with actor, network and request', async () => {
  const started = (await newest()).seq;
  const other = await newMember(t, owner, 'member');
  const invitation = await made(owner.post('/invitations', { email: 'x@example.com' }));
  await owner.delete(`/invitations/${invitation.id}`, 1);
  const key = await made(owner.post('/api-keys', { name: 'K', scopes: ['tasks:read'] }));
  await got(owner.post(`/api-keys/${key.id}/rotate`));
  await owner.delete(`/api-keys/${key.id}`, 2);
  await got(owner.api('PUT', `/members/${other.user.id}/projects`, { body: { scope: 'listed', project_ids: [] } }));
  await got(owner.patch(`/members/${other.user.id}`, { role: 'owner' }, 2));
  await got(other.post(`/workspaces/${owner.workspace}/transfer-ownership`, { member_id: member.user.id }));
  await got(owner.patch(`/members/${member.user.id}`, { role: 'member' }, 2));
  const removed = await owner.delete(`/members/${other.user.id}`, 4);
  assert.equal(removed.status, 204, removed.text);

  const entries = (await log(owner, '?sort=seq')).filter(({ seq }) => seq > started);
  assert.deepEqual(entries.map(({ action }) => action), [
    'member.joined', 'invitation.created', 'invitation.revoked', 'api_key.created', 'api_key.rotated', 'api_key.revoked',
    'member.projects_changed', 'member.role_changed', 'member.role_changed', 'member.role_changed',
    'workspace.ownership_transferred', 'member.role_changed', 'member.removed',
  ]);
  const last = entries.at(-1);
  assert.deepEqual([last.actor_kind, last.actor_id, last.actor_name], ['member', owner.user.id, owner.user.name]);
  assert.deepEqual([last.object_type, last.object_id, last.request_id], ['member', other.user.id, removed.headers['x-request-id']]);
  assert.equal(last.ip_prefix, '127.0.0.0/24');
  assert.equal(entries[1].object_name, 'x@example.com');
});

test('C90: what is refused leaves no entry', async () => {
  const before = (await newest()).seq;
  for (const act of [
    () => owner.patch(`/members/${owner.user.id}`, { role: 'member' }, 1),
    () => owner.delete(`/members/${owner.user.id}`, 1),
    () => owner.post('/invitations', { email: member.user.email }),
    () => member.post('/invitations', { email: 'y@example.com' }),
  ]) assert.ok((await act()).status >= 400);
  assert.equal((await newest()).seq, before);
});

test('C90: no role that serves requests can write, change or delete an entry', async () => {
  for (const role of ['ss_app', 'ss_auth', 'ss_guest', 'ss_worker', 'ss_admin']) {
    for (const act of [`insert into app.audit_log default values`, `update app.audit_log set action = 'x'`, `delete from app.audit_log`]) {
      await assert.rejects(t.sql(`set role ${role}; ${act}`), /permission denied/, `${role}: ${act}`);
    }
  }
});

test('an owner reads all of it, a member his own, nobody that of others', async () => {
  await made(member.post('/api-keys', { name: 'Mine', scopes: ['tasks:read'] }));
  const mine = await log(member);
  assert.ok(mine.length > 0 && mine.every(({ actor_id }) => actor_id === member.user.id));
  assert.ok((await log()).length > mine.length);
  assert.deepEqual(await log(owner, `?filter[actor_id]=${member.user.id}`), mine);
  assert.ok((await log(owner, '?filter[action]=api_key.created')).every(({ action }) => action === 'api_key.created'));
  assert.deepEqual(await log(owner, '?filter[at][lt]=2020-01-01T00:00:00Z'), []);
  const stranger = await t.tenant();
  assert.ok((await log(stranger)).every(({ actor_id }) => actor_id === stranger.user.id || actor_id === null));
});

test('C91: one entry that is changed or missing is found, by owners and by the job', async () => {
  const check = () => got(owner.get('/audit-log/verify'));
  const { intact, entries, from, to, next, fault } = await check();
  assert.deepEqual([intact, from, next, fault], [true, 1, null, null]);
  assert.deepEqual([entries, to], Array(2).fill((await newest()).seq));

  const admin = await t.tenant();
  await t.sql(`update app.users set is_admin = true where id = '${admin.user.id}'`);
  const chain = `chain = '${owner.workspace}'`;
  for (const [act, undo] of [
    [`update app.audit_log set detail = '{"role": "owner"}' where ${chain} and seq = 3`, null],
    [`delete from app.audit_log where ${chain} and seq = 2`, null],
    [`update app.audit_heads set seq = seq - 1 where ${chain}`, `update app.audit_heads set seq = seq + 1 where ${chain}`],
  ]) {
    await t.sql(`create table app.kept as select * from app.audit_log where ${chain}; ${act}`);
    const found = await check();
    assert.equal(found.intact, false, act);
    assert.ok(found.fault, act);
    await t.sql(`update app.audit_heads set checked_at = 'epoch'; select app.check_audit(100)`);
    const told = `select count(*) from app.mail_outbox where template = 'audit_fault' and recipient = '${admin.user.email}'
                     and vars ->> 'chain' = '${owner.workspace}' and vars ->> 'seq' = '${found.fault}'`;
    assert.equal(await t.sql(told), '1', act);
    await t.sql(`delete from app.audit_log where ${chain}; insert into app.audit_log select * from app.kept; drop table app.kept; ${undo ?? ''}`);
    assert.equal((await check()).intact, true, 'as it was');
  }
});

/** All pages of a check; the entry at fault, or null. */
const walk = async (limit, me = owner) => {
  for (let after = 0; ;) {
    const page = await got(me.get(`/audit-log/verify?after=${after}&limit=${limit}`));
    assert.equal(page.from, after + 1);
    assert.equal(page.intact, page.fault === null);
    if (!page.intact || page.next === null) return page.fault;
    assert.ok(page.next > after && page.next <= after + limit);
    after = page.next;
  }
};

test('C91: checked in pages of any size, each entry that is changed, missing or cut off is found', async () => {
  const me = await t.tenant();
  await t.sql(`select app.audit('test.entry', p_workspace => '${me.workspace}') from generate_series(1, 8)`);
  const chain = `chain = '${me.workspace}'`;
  const [{ seq: last }] = await got(me.get('/audit-log?limit=1'));
  assert.ok(last >= 8);
  await t.sql(`create table app.kept as select * from app.audit_log where ${chain}`);
  const once = (act = '') => t.sql(`delete from app.audit_log where ${chain}; insert into app.audit_log select * from app.kept; ${act}`);
  for (const limit of [1, 2, 3, last, last + 1]) {
    await once();
    assert.equal(await walk(limit, me), null, `as it was, ${limit} a page`);
    for (const seq of [1, 3, 4, last - 1, last]) {
      await once(`update app.audit_log set request_id = 'x' where ${chain} and seq = ${seq}`);
      assert.equal(await walk(limit, me), seq, `changed ${seq}, ${limit} a page`);
      await once(`delete from app.audit_log where ${chain} and seq = ${seq}`);
      const fault = await walk(limit, me);
      assert.ok(fault === seq || fault === seq + 1, `missing ${seq}, ${limit} a page: ${fault}`);
    }
    await once(`delete from app.audit_log where ${chain} and seq > ${last - 2}`);
    assert.equal(await walk(limit, me), last, `cut off, ${limit} a page`);
    await once(`insert into app.audit_log select k.chain, k.seq + 1, k.at, k.tenant_id, k.actor_kind, k.actor_id, k.on_behalf_of,
      k.action, k.object_type, k.object_id, k.ip_prefix, k.request_id, k.detail, k.hash, k.hash from app.kept k where seq = ${last}`);
    assert.equal(await walk(limit, me), last + 1, `one too many, ${limit} a page`);
  }
  await once('drop table app.kept');
});

test('C91: between two pages an entry that was checked cannot go unseen', async () => {
  const { next } = await got(owner.get('/audit-log/verify?limit=2'));
  const row = `chain = '${owner.workspace}' and seq = ${next}`;
  await t.sql(`create table app.kept as select * from app.audit_log where ${row}; delete from app.audit_log where ${row}`);
  const { intact, fault } = await got(owner.get(`/audit-log/verify?after=${next}&limit=2`));
  assert.deepEqual([intact, fault], [false, next]);
  await t.sql('insert into app.audit_log select * from app.kept; drop table app.kept');
  assert.equal(await walk(2), null);
});

test('C91: the job goes through a long chain page by page, and finds what is at its end', async () => {
  const chain = '00000000-0000-7000-8000-00000000abcd';
  await t.sql(`select app.audit('test.entry', p_workspace => '${chain}') from generate_series(1, 4500);
    update app.audit_heads set checked_at = now();
    update app.audit_heads set checked_at = 'epoch' where chain = '${chain}'`);
  const state = () => t.sql(`select checked_seq || ' ' || (checked_at > now() - interval '1 minute') from app.audit_heads where chain = '${chain}'`);
  const faults = () => t.sql(`select count(*) from app.audit_log where action = 'audit.fault' and object_id = '${chain}'`);
  const steps = [];
  for (let i = 0; i < 4; i++) {
    await t.sql('select app.check_audit(20)');
    steps.push(await state());
  }
  assert.deepEqual(steps, ['2000 false', '4000 false', '0 true', '0 true']);
  assert.equal(await faults(), '0');
  await t.sql(`update app.audit_log set request_id = 'x' where chain = '${chain}' and seq = 4400;
    update app.audit_heads set checked_at = 'epoch' where chain = '${chain}'`);
  for (let i = 0; i < 3; i++) await t.sql('select app.check_audit(20)');
  assert.equal(await faults(), '1');
});
