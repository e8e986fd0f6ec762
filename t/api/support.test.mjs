// Administrators of the platform: from outside, and inside with an owner's consent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { newAdmin } from './lib/people.mjs';
import { everything, got, made, newMember, newProject, newTask } from './lib/work.mjs';

const t = await suite();
const canary = 'canary-of-a-customer';
const owner = await t.tenant();
const member = await newMember(t, owner);
const project = await newProject(owner, { name: canary, description: canary });
const task = await newTask(owner, project, { title: canary });
const admin = await newAdmin(t);
const inside = admin.clone();
inside.workspace = owner.workspace;

const refused = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.code, code);
};
const ask = (reason = 'Ticket 4711') => made(admin.post('/admin/support-access', { tenant_id: owner.workspace, reason }));
const decide = (id, what, me = owner) => me.post(`/support-accesses/${id}/${what}`);
const mails = (template) => t.sql(`select count(*) from app.mail_outbox where template = '${template}' and recipient = '${owner.user.email}'`);

test('C92: no administrator reads what is in a workspace, by whatever operation', async () => {
  refused(await inside.get('/tasks'), 404, 'not_found');
  refused(await inside.get(`/tasks/${task.id}`), 404, 'not_found');
  for (const path of ['/admin/workspaces', `/admin/workspaces/${owner.workspace}`, '/admin/users', '/admin/audit-log', '/admin/stats']) {
    const answer = await admin.get(path);
    assert.equal(answer.status, 200, answer.text);
    assert.ok(!answer.text.includes(canary), path);
  }
  for (const table of ['tasks', 'projects', 'clients', 'comments', 'messages', 'conversations', 'events', 'task_history']) {
    await assert.rejects(t.sql(`set role ss_admin; select * from app.${table}`), /permission denied/, table);
  }
});

test('C92: access needs a reason and the consent of an owner, who is told', async () => {
  assert.equal((await admin.post('/admin/support-access', { tenant_id: owner.workspace })).status, 422);
  const access = await ask();
  assert.deepEqual([access.status, access.reason], ['requested', 'Ticket 4711']);
  refused(await admin.post('/admin/support-access', { tenant_id: owner.workspace, reason: 'Again' }), 409, 'already_requested');
  assert.equal(await mails('support_requested'), '1');
  refused(await inside.get('/tasks'), 404, 'not_found');
  refused(await decide(access.id, 'approve', member), 403, 'role_not_allowed');
  refused(await decide(access.id, 'approve', inside), 404, 'not_found');

  const [shown] = await got(owner.get('/support-accesses'));
  assert.deepEqual([shown.id, shown.admin_name, shown.reason], [access.id, admin.user.name, 'Ticket 4711']);
  const open = await got(decide(access.id, 'approve'));
  assert.equal(open.status, 'active');
  assert.ok(Math.abs(Date.parse(open.expires_at) - Date.now() - 30 * 60e3) < 60e3, 'thirty minutes');
  assert.equal(await mails('support_started'), '1');
  refused(await decide(access.id, 'decline'), 409, 'support_closed');
});

test('C92: inside he reads, changes nothing, and each request names both', async () => {
  assert.equal((await got(inside.get(`/workspaces/${owner.workspace}`))).role, 'support');
  const before = (await got(owner.get('/audit-log?limit=1')))[0].seq;
  const answer = await inside.get(`/tasks/${task.id}`);
  assert.equal(answer.body.data.title, canary);
  const entries = (await everything(owner, '/audit-log?sort=seq')).filter(({ seq }) => seq > before);
  assert.equal(entries.length, 1);
  const [{ action, actor_kind, actor_id, on_behalf_of, request_id }] = entries;
  assert.deepEqual(
    [action, actor_kind, actor_id, on_behalf_of, request_id],
    ['support.read', 'admin', admin.user.id, owner.user.id, answer.headers['x-request-id']],
  );

  refused(await inside.patch(`/tasks/${task.id}`, { title: 'Mine' }, 1), 403, 'role_not_allowed');
  refused(await inside.post('/projects', { name: 'Mine' }), 403, 'role_not_allowed');
  refused(await inside.get('/audit-log'), 403, 'role_not_allowed');
  await assert.rejects(
    t.sql(`begin; set local role ss_app;
      select app.begin_request(s.id, s.user_id, '${owner.workspace}', 7, 'r', null) from (
        select '${await t.sql(`select id from app.sessions where user_id = '${admin.user.id}'`)}'::uuid as id, '${admin.user.id}'::uuid as user_id) s;
      update app.tasks set title = 'Mine'; commit`),
    /read-only transaction/,
    'the transaction itself cannot write',
  );
});

test('C92: it ends after thirty minutes, or at once when the owner says so', async () => {
  await t.sql(`update app.support_accesses set expires_at = now() where admin_id = '${admin.user.id}'`);
  refused(await inside.get('/tasks'), 404, 'not_found');
  assert.equal((await got(owner.get('/support-accesses')))[0].status, 'expired');

  const second = await ask('Once more');
  await got(decide(second.id, 'approve'));
  assert.equal((await inside.get('/tasks')).status, 200);
  assert.equal((await got(decide(second.id, 'end'))).status, 'ended');
  refused(await inside.get('/tasks'), 404, 'not_found');

  const third = await ask('A third time');
  assert.equal((await got(decide(third.id, 'decline'))).status, 'declined');
  refused(await inside.get('/tasks'), 404, 'not_found');

  const fourth = await ask('A fourth time');
  await got(decide(fourth.id, 'approve'));
  await t.sql(`update app.users set is_admin = false where id = '${admin.user.id}'`);
  refused(await inside.get('/tasks'), 404, 'not_found');
  await t.sql(`update app.users set is_admin = true where id = '${admin.user.id}'`);
  assert.equal((await got(admin.post(`/admin/support-access/${fourth.id}/end`))).status, 'ended');
});

test('C13: consent needs a recent proof of who gives it', async () => {
  const { id } = await ask('A fifth time');
  await t.sql(`update app.sessions set proved_at = now() - interval '11 minutes' where user_id = '${owner.user.id}'`);
  refused(await decide(id, 'approve'), 403, 'reauth_required');
  assert.equal((await decide(id, 'decline')).status, 200);
  await t.sql(`update app.sessions set proved_at = now() where user_id = '${owner.user.id}'`);
});

test('accounts are disabled, opened, signed out; the person is told, the act written down', async () => {
  const person = await t.tenant();
  const act = (what, body = { reason: 'Ticket 1' }) => admin.post(`/admin/users/${person.user.id}/${what}`, body);
  assert.ok((await got(act('disable'))).disabled_at);
  refused(await person.get('/me'), 401, 'session_revoked');
  assert.equal((await got(act('enable'))).disabled_at, null);
  await got(act('end-sessions'));
  await got(act('reset-second-factor'));
  assert.equal((await act('disable', {})).status, 422);
  refused(await admin.post(`/admin/users/${admin.user.id}/disable`, { reason: 'Myself' }), 409, 'yourself');

  const trail = await everything(admin, `/admin/audit-log?filter[actor_id]=${admin.user.id}`);
  const done = trail.filter(({ object_id }) => object_id === person.user.id);
  assert.deepEqual(done.map(({ action }) => action), ['second_factor_reset', 'sessions_ended', 'enabled', 'disabled'].map((x) => `admin.user_${x}`));
  assert.ok(done.every(({ detail }) => detail.reason === 'Ticket 1'));
  assert.equal(await t.sql(`select count(*) from app.mail_outbox where template = 'account_administered' and recipient = '${person.user.email}'`), '4');
});

test('workspaces are suspended, opened and limited; the owners read why', async () => {
  const other = await t.tenant();
  const path = `/admin/workspaces/${other.workspace}`;
  const { rev } = await got(admin.get(path));
  const closed = await got(admin.patch(path, { suspended: true, reason: 'Sends unwanted mail' }, rev));
  assert.ok(closed.suspended_at);
  refused(await other.get('/tasks'), 404, 'not_found');
  refused(await admin.patch(path, { suspended: false, reason: 'x' }, rev), 412, 'precondition_failed');
  const open = await got(admin.patch(path, { suspended: false, project_limit: 3, reason: 'Solved' }, closed.rev));
  assert.deepEqual([open.suspended_at, open.project_limit], [null, 3]);
  const free = await got(admin.patch(path, { project_limit: null, reason: 'Pays' }, open.rev));
  assert.deepEqual([free.project_limit, free.rev], [null, open.rev + 1]);
  const acts = (await everything(other, '/audit-log')).filter(({ action }) => action === 'admin.workspace_changed');
  assert.deepEqual(acts.map(({ detail }) => detail.reason), ['Pays', 'Solved', 'Sends unwanted mail']);
  assert.ok(acts.every(({ actor_kind }) => actor_kind === 'admin'));
});
