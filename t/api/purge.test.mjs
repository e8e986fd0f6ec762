// What was closed is removed for good after its time of grace, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guestOf } from './lib/guests.mjs';
import { suite } from './lib/harness.mjs';
import { workspaceFingerprint } from './lib/fingerprint.mjs';
import { got, made, newClient, newComment, newConversation, newMember, newMessage, newProject, newTask } from './lib/work.mjs';
import { newWorld } from './lib/world.mjs';

const t = await suite();

/** How many rows of each table speak of this id, in any column. */
const rowsWith = async (id) => {
  const rows = await t.rows(`
    select n.nspname || '.' || c.relname as name,
           (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s x where x::text like ''%%${id}%%''',
              c.oid::regclass), false, true, '')))[1]::text::int as n
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'm')`);
  return Object.fromEntries(rows.filter(({ n }) => n > 0).map(({ name, n }) => [name, n]));
};

const tenantTables = async () => (await t.rows('select name::text as name from app.tenant_tables()')).map(({ name }) => name);
const purge = (most) => t.sql(`set role ss_worker; select app.purge_workspaces(${most})`);
const reopen = (me) => me.post(`/me/closed-workspaces/${me.workspace}/restore`);
const due = (id) => t.sql(`update app.workspaces set purge_after = now() - interval '1 second' where id = '${id}'`);

/** A workspace of me with a row in every table that holds rows of workspaces. */
const furnished = async () => {
  const me = await t.tenant();
  const world = await newWorld(t, me);
  const member = await newMember(t, me);
  const { client, project, task, ids } = world;
  await got(me.api('PUT', `/members/${member.user.id}/projects`, { body: { scope: 'listed', project_ids: [project.id] } }));
  const conversation = await newConversation(me, client, { message: 'Which photo?' });
  const guest = await guestOf(t, me, { client_id: client.id }, 'edit');
  const said = await made(guest.post(`/portal/conversations/${conversation.id}/messages`, { body: 'This one.' }));
  await made(me.post(`/messages/${said.id}/tasks`, { project_id: project.id, title: 'Out of a message', assignee_id: me.user.id }));
  const reply = await newMessage(me, conversation, { body: 'Thanks.', reply_to_id: said.id });
  await newMessage(me, conversation, { body: 'Bye.', reply_to_id: reply.id });
  const word = await newComment(me, task, { body: 'One' });
  await newComment(me, task, { body: 'Two', parent_id: word.id });
  await got(me.get(`/share-links/${ids.link_id}`));
  const about = `'${me.workspace}', '${ids.link_id}'`;
  await t.sql(`
    insert into app.link_accesses (workspace_id, link_id, what) values (${about}, 'seen');
    insert into app.link_failures (workspace_id, link_id, network, failures) values (${about}, '192.0.2.0/24', 1);
    insert into app.link_codes (workspace_id, link_id, email, code_hash, expires_at) values (${about}, 'a@example.com', '\\x00', now());
    insert into app.link_tokens (workspace_id, link_id, email, token_hash, link_hash) values (${about}, 'b@example.com', sha256('t${me.workspace}'), sha256('l${me.workspace}'));
    insert into app.unsubscribe_tokens (hash, tenant_id, user_id) values (sha256('${me.workspace}'), '${me.workspace}', '${me.user.id}');
    select app.send_mail('${me.user.email}', 'test', p_workspace => '${me.workspace}');
    select app.derive_notifications(500)`);
  return { me, member, guest };
};

test('C90: a closed workspace is removed after thirty days: no row of it is left but its audit log', async () => {
  const { me, member, guest } = await furnished();
  const other = await t.tenant();
  await newTask(other, await newProject(other, { client_id: (await newClient(other)).id }));
  const untouched = await workspaceFingerprint(t, other.workspace);

  const before = await rowsWith(me.workspace);
  const missing = (await tenantTables()).filter((name) => !before[name]);
  assert.deepEqual(missing, [], 'the proof below is about each of these tables');

  assert.equal((await me.delete(`/workspaces/${me.workspace}`, 1)).status, 204);
  assert.equal(await purge(1000), '0', 'there is time to think again');
  await due(me.workspace);
  assert.equal((await reopen(me)).status, 404, 'too late');
  assert.equal((await guest.get('/portal')).status, 401);

  const steps = [];
  for (let n; (n = Number(await purge(25))) > 0; ) steps.push(n);
  assert.ok(steps.length > 5 && steps.every((n) => n <= 25), `bounded, one after the other: ${steps}`);

  // Answers for second tries and exports have lives of their own, shorter than this.
  await t.sql(`update app.idempotency_keys set expires_at = now() - interval '1 second';
    update app.exports set expires_at = now() - interval '1 second'`);
  await t.sql('set role ss_worker; select app.purge_answers(1000); select app.purge_secrets(1000)');
  assert.deepEqual(Object.keys(await rowsWith(me.workspace)).sort(), ['app.audit_heads', 'app.audit_log']);
  assert.deepEqual(await workspaceFingerprint(t, other.workspace), untouched, 'nothing of anybody else');

  const chains = [me.workspace, '00000000-0000-0000-0000-000000000000'];
  for (const chain of chains) {
    assert.equal(await t.sql(`select count(*) from app.audit_log where chain = '${chain}' and action = 'workspace.purged' and object_id = '${me.workspace}'`), '1');
    assert.equal(await t.sql(`select (app.audit_page('${chain}', 0, 10000)).fault`), '', 'the chain holds');
  }
  assert.deepEqual((await got(me.get('/me'))).workspaces, [], 'the people stay');
  assert.equal((await got(member.get('/me'))).workspaces.length, 1);
  assert.equal((await me.get('/clients')).status, 404);
});

test('the log that is left names nobody: no mail address and no name of a person', async () => {
  const { me, member } = await furnished();
  await me.delete(`/workspaces/${me.workspace}`, 1);
  await due(me.workspace);
  while (Number(await purge(1000)) > 0);
  const log = await t.sql(`select string_agg(l::text, ' ') from app.audit_log l where l.chain = '${me.workspace}'`);
  for (const { user } of [me, member]) for (const word of [user.email, user.name]) assert.ok(!log.includes(word), word);
});

test('what stopped half way goes on; a workspace that is opened again in time is whole', async () => {
  const gone = await furnished();
  await gone.me.delete(`/workspaces/${gone.me.workspace}`, 1);
  await due(gone.me.workspace);
  assert.equal(await purge(10), '10');
  await assert.rejects(t.sql(`begin; set local role ss_worker; select app.purge_workspaces(1000); select 1/0`));
  assert.ok((await rowsWith(gone.me.workspace))['app.clients'] > 0);
  while (Number(await purge(1000)) > 0);
  assert.equal((await rowsWith(gone.me.workspace))['app.workspaces'], undefined);

  const back = await t.tenant();
  await newClient(back);
  await back.delete(`/workspaces/${back.workspace}`, 1);
  assert.equal(await purge(1000), '0');
  await got(reopen(back));
  assert.equal((await got(back.get('/clients'))).length, 1);
});

test('a closed account is removed after thirty days: what is left is an id without a name', async () => {
  const { me, member } = await furnished();
  const email = member.user.email;
  const task = await newTask(me, await newProject(me), { assignee_id: member.user.id });
  await t.sql(`
    insert into auth.identities (issuer, subject, user_id, provider, email) values ('https://id.example', '${member.user.id}', '${member.user.id}', 'mock', '${email}');
    insert into app.invitations (workspace_id, email, token_hash, accepted_at, accepted_by) values ('${me.workspace}', '${email}', '\\x01', now(), '${member.user.id}');
    insert into app.mail_suppressions (address, reason) values ('${email}', 'bounced')`);
  assert.equal((await member.delete('/me')).status, 204);
  await t.sql(`update app.users set purge_after = now() - interval '1 second' where id = '${member.user.id}';
    update app.workspaces set purge_after = now() - interval '1 second' where id = '${member.ownWorkspace}'`);
  assert.equal(await t.sql('set role ss_worker; select app.purge_accounts(20)'), '1');
  while (Number(await purge(1000)) > 0);

  assert.deepEqual(await rowsWith(email), {}, 'the address is nowhere');
  assert.deepEqual(
    (await t.rows(`select name, email from app.users where id = '${member.user.id}'`))[0],
    { name: 'Deleted person', email: `deleted-${member.user.id}@smartstack.invalid` },
  );
  const left = Object.keys(await rowsWith(member.user.id));
  for (const table of ['app.memberships', 'app.sessions', 'auth.credentials', 'auth.identities', 'app.notifications', 'app.idempotency_keys'])
    assert.ok(!left.includes(table), table);
  assert.equal((await got(me.get(`/tasks/${task.id}`))).assignee_id, null, 'their work is nobody\'s');
  assert.ok(!(await got(me.get('/members'))).some(({ user_id }) => user_id === member.user.id));
  assert.equal(await t.sql(`select count(*) from app.audit_log where action = 'account.purged' and object_id = '${member.user.id}'`), '1');
});

test('what is out of date goes a bounded number at a time: guesses, tokens, sessions', async () => {
  const me = await t.tenant();
  await t.sql(`
    insert into auth.attempts (subject, place, used_at) select sha256(g::text::bytea), 'x', now() - interval '2 days' from generate_series(1, 25) g;
    insert into app.sessions (id, user_id, idle_expires_at, absolute_expires_at)
    select app.uuid7(), '${me.user.id}', now() - interval '91 days', now() - interval '91 days' from generate_series(1, 5)`);
  const step = () => t.sql('set role ss_worker; select app.purge_secrets(10)').then(Number);
  assert.deepEqual([await step(), await step(), await step(), await step()], [15, 10, 5, 0]);
  await got(me.get('/me'));
});
