// Roles, removal, ownership, and the end of a workspace.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { meanwhile } from './lib/session.mjs';
import { got, newMember, newProject, newTask } from './lib/work.mjs';

const t = await suite({ workers: 2 });

const refused = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.code, code);
};
const owners = (workspace) =>
  t.sql(`select count(*) from app.memberships where workspace_id = '${workspace}' and role = 'owner'`).then(Number);
const rev = async (me, who) => (await got(me.get(`/members/${who.user.id}`))).rev;

test('a role counts from the next request on, and needs the ETag', async () => {
  const owner = await t.tenant();
  const member = await newMember(t, owner);
  refused(await member.patch(`/members/${member.user.id}`, { role: 'owner' }, 1), 403, 'role_not_allowed');
  assert.equal((await owner.patch(`/members/${member.user.id}`, { role: 'owner' })).status, 428);
  const stale = await owner.patch(`/members/${member.user.id}`, { role: 'owner' }, 7);
  refused(stale, 412, 'precondition_failed');
  assert.equal(stale.body.current.role, 'member');

  const changed = await owner.patch(`/members/${member.user.id}`, { role: 'owner' }, 1);
  assert.deepEqual([changed.body.data.role, changed.headers.etag], ['owner', '"r2"']);
  assert.equal((await member.get('/invitations')).status, 200);
  await got(member.patch(`/members/${owner.user.id}`, { role: 'member' }, 1));
  refused(await owner.post('/invitations', { email: 'x@example.com' }), 403, 'role_not_allowed');
});

test('C23: a member who is removed is a stranger; tasks lose the assignee, keys end', async () => {
  const owner = await t.tenant();
  const member = await newMember(t, owner);
  const project = await newProject(owner);
  const task = await newTask(owner, project, { assignee_id: member.user.id });
  const key = (await member.post('/api-keys', { name: 'Mine', scopes: ['tasks:read'] })).body.data;
  const program = { headers: { authorization: `Bearer ${key.token}` } };
  assert.equal((await t.client().get('/tasks', program)).status, 200);

  refused(await owner.delete(`/members/${member.user.id}`, 9), 412, 'precondition_failed');
  assert.equal((await owner.delete(`/members/${member.user.id}`, await rev(owner, member))).status, 204);
  refused(await member.get('/tasks'), 404, 'not_found');
  refused(await t.client().get('/tasks', program), 401, 'invalid_key');
  assert.equal((await got(owner.get(`/tasks/${task.id}`))).assignee_id, null);
  refused(await owner.delete(`/members/${member.user.id}`, 1), 404, 'not_found');
  const kinds = (await got(owner.get('/changes?limit=100'))).map(({ kind }) => kind);
  assert.ok(kinds.includes('member.joined') && kinds.includes('member.removed'));
});

test('C97: the last owner can neither be removed, nor demoted, nor leave', async () => {
  const owner = await t.tenant();
  await newMember(t, owner);
  refused(await owner.delete(`/members/${owner.user.id}`, 1), 409, 'last_owner');
  refused(await owner.patch(`/members/${owner.user.id}`, { role: 'member' }, 1), 409, 'last_owner');
  refused(await owner.post(`/workspaces/${owner.workspace}/leave`), 409, 'last_owner');
  assert.equal(await owners(owner.workspace), 1);
});

test('C97: owners who remove each other at once leave one owner', async () => {
  for (let round = 0; round < 8; round++) {
    const one = await t.tenant();
    const two = await newMember(t, one, 'owner');
    const acts = [
      [(me, other) => me.delete(`/members/${other.user.id}`, 1), (me, other) => me.delete(`/members/${other.user.id}`, 1)],
      [(me, other) => me.delete(`/members/${other.user.id}`, 1), (me) => me.post(`/workspaces/${me.workspace}/leave`)],
      [(me, other) => me.patch(`/members/${other.user.id}`, { role: 'member' }, 1), (me, other) => me.delete(`/members/${other.user.id}`, 1)],
      [(me, other) => me.post(`/workspaces/${me.workspace}/transfer-ownership`, { member_id: other.user.id }), (me) => me.post(`/workspaces/${me.workspace}/leave`)],
    ][round % 4];
    const answers = await Promise.all([acts[0](one, two), acts[1](two, one)]);
    assert.ok(answers.some(({ status }) => status < 300), answers.map(({ text }) => text).join());
    for (const { status, text } of answers) assert.ok(status < 300 || [403, 404, 409, 412, 422].includes(status), text);
    assert.ok((await owners(one.workspace)) >= 1);
  }
});

test('C97: an owner who cannot sign in is none', async () => {
  const owner = await t.tenant();
  const other = await newMember(t, owner, 'owner');
  for (const state of ['disabled_at = now()', 'disabled_at = null, deleted_at = now()']) {
    await t.sql(`update app.users set ${state} where id = '${other.user.id}'`);
    refused(await owner.post(`/workspaces/${owner.workspace}/leave`), 409, 'last_owner');
    refused(await owner.patch(`/members/${owner.user.id}`, { role: 'member' }, 1), 409, 'last_owner');
  }
  const closing = await newMember(t, owner);
  const answer = await meanwhile(t, `update app.users set deleted_at = now() where id = '${closing.user.id}'`, () =>
    owner.post(`/workspaces/${owner.workspace}/transfer-ownership`, { member_id: closing.user.id }),
  );
  refused(answer, 422, 'unknown_reference');
});

test('C97: the database itself keeps an owner', async () => {
  const owner = await t.tenant();
  for (const act of [`delete from app.memberships`, `update app.memberships set role = 'member'`]) {
    await assert.rejects(t.sql(`${act} where workspace_id = '${owner.workspace}'`), /last_owner/);
  }
});

test('ownership is handed over, with a recent proof of who asks', async () => {
  const owner = await t.tenant();
  const member = await newMember(t, owner);
  const stranger = await t.tenant();
  const path = `/workspaces/${owner.workspace}/transfer-ownership`;
  for (const who of [owner, stranger]) refused(await owner.post(path, { member_id: who.user.id }), 422, 'unknown_reference');
  refused(await member.post(path, { member_id: member.user.id }), 403, 'role_not_allowed');

  await t.sql(`update app.sessions set proved_at = now() - interval '11 minutes' where user_id = '${owner.user.id}'`);
  refused(await owner.post(path, { member_id: member.user.id }), 403, 'reauth_required');
  await t.sql(`update app.sessions set proved_at = now() where user_id = '${owner.user.id}'`);

  assert.equal((await got(owner.post(path, { member_id: member.user.id }))).role, 'member');
  assert.deepEqual([await rev(member, owner), await rev(member, member)], [2, 2]);
  refused(await owner.get('/audit-log/verify'), 403, 'role_not_allowed');
  assert.equal((await member.get('/audit-log/verify')).status, 200);
  const mails = await t.sql(`select string_agg(recipient, ',' order by recipient) from app.mail_outbox 
                              where template = 'ownership_transferred' and tenant_id = '${owner.workspace}'`);
  assert.deepEqual(mails.split(','), [owner.user.email, member.user.email].sort());
});

test('a closed workspace is shut for all, and its owner can take that back', async () => {
  const owner = await t.tenant();
  const member = await newMember(t, owner);
  const path = `/workspaces/${owner.workspace}`;
  refused(await owner.delete(path, 9), 412, 'precondition_failed');
  assert.equal((await owner.delete(path, 1)).status, 204);
  for (const me of [owner, member]) refused(await me.get('/tasks'), 404, 'not_found');

  assert.deepEqual((await got(member.get('/me/closed-workspaces'))).map(({ id }) => id), []);
  const [closed] = await got(owner.get('/me/closed-workspaces'));
  assert.equal(closed.id, owner.workspace);
  assert.ok(Date.parse(closed.purge_after) > Date.now() + 29 * 86400e3);
  refused(await member.post(`/me/closed-workspaces/${closed.id}/restore`), 404, 'not_found');
  assert.equal((await got(owner.post(`/me/closed-workspaces/${closed.id}/restore`))).role, 'owner');
  for (const me of [owner, member]) assert.equal((await me.get('/tasks')).status, 200);
  refused(await owner.post(`/me/closed-workspaces/${closed.id}/restore`), 404, 'not_found');
});

test('usage counts what is there, and limits hold', async () => {
  const owner = await t.tenant();
  await newProject(owner);
  await t.sql(`update app.workspaces set project_limit = 1, member_limit = 1 where id = '${owner.workspace}'`);
  refused(await owner.post('/projects', { name: 'One too many' }), 409, 'project_limit');
  const usage = await got(owner.get(`/workspaces/${owner.workspace}/usage`));
  assert.deepEqual([usage.members, usage.member_limit, usage.projects, usage.project_limit, usage.tasks], [1, 1, 1, 1, 0]);
});
