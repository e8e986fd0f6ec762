// What a person does with the own account.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetLimits, mailed, mails } from './lib/accounts.mjs';
import { guestOf } from './lib/guests.mjs';
import { newEmail, suite } from './lib/harness.mjs';
import { got, made, newClient, newContact, newConversation, newMember, newMessage, newProject, newTask, nowhere } from './lib/work.mjs';

const t = await suite();

const login = (account, client = t.client()) => client.post('/auth/login', { email: account.email, password: account.password });
const other = async (me) => {
  const client = t.client();
  assert.equal((await login(me.account, client)).status, 200);
  return client;
};
const stale = () => t.sql("update app.sessions set proved_at = now() - interval '11 min'");
const word = 'a new password of mine';

/** Asks for a mail and gives the token that is in it. */
const token = async (path, email, template) => {
  await forgetLimits(t);
  const answer = await t.client().post(path, { email });
  assert.equal(answer.status, 202, answer.text);
  assert.equal(answer.text, '');
  return (await mailed(t, email, template))?.token;
};
const reset = (value, password = word) => t.client().post('/auth/password/reset', { token: value, password });

test('C14: forgetting a password and a link to sign in answer alike for any address', async () => {
  const me = await t.tenant();
  const unknown = newEmail();
  for (const [path, template] of [['/auth/password/forgot', 'reset_password'], ['/auth/magic-links', 'magic_link']]) {
    assert.match(await token(path, me.account.email.toUpperCase(), template), /^[\w-]{43}$/);
    assert.equal(await token(path, unknown, template), undefined);
  }
  assert.deepEqual(await mails(t, unknown), ['no_account', 'no_account']);
  const stored = await t.sql('select string_agg(o::text, $$ $$) from auth.one_time_tokens o');
  assert.ok(!stored.includes((await mailed(t, me.account.email, 'magic_link')).token), 'stored as a hash');
});

test('C15: a reset works once and for 30 minutes, the newest only; it ends sessions and signs nobody in', async () => {
  const me = await t.tenant();
  const first = await token('/auth/password/forgot', me.account.email, 'reset_password');
  const second = await token('/auth/password/forgot', me.account.email, 'reset_password');
  assert.equal((await reset(first)).status, 410, 'a newer one was sent');
  assert.equal((await t.client().get('/auth/password/reset')).status, 405, 'looking at it uses nothing up');

  const common = await reset(second, 'password123');
  assert.equal(common.status, 422);
  assert.equal(common.body.errors[0].code, 'common_password');
  assert.equal((await me.get('/me')).status, 200);

  const done = await reset(second);
  assert.equal(done.status, 204, done.text);
  assert.deepEqual(done.setCookie, []);
  assert.equal((await reset(second)).body.code, 'link_expired');
  assert.equal((await me.get('/me')).body.code, 'session_revoked');
  assert.equal((await login(me.account)).status, 401);
  assert.equal((await login({ ...me.account, password: word })).status, 200);
  assert.ok((await mails(t, me.account.email)).includes('security_notice'));

  const late = await token('/auth/password/forgot', me.account.email, 'reset_password');
  await t.sql("update auth.one_time_tokens set expires_at = now()");
  const before = (await t.server.metrics()).smartstack_hashes_total;
  assert.equal((await reset(late)).status, 410);
  assert.equal((await reset('A'.repeat(43))).status, 410);
  assert.equal((await t.server.metrics()).smartstack_hashes_total, before, 'a dead token costs no hash');
});

test('C98: a reset token that many use at once works for one', async () => {
  const me = await t.tenant();
  const value = await token('/auth/password/forgot', me.account.email, 'reset_password');
  const answers = await Promise.all(Array.from({ length: 8 }, () => reset(value)));
  const statuses = answers.map(({ status }) => status).sort();
  assert.equal(statuses.filter((status) => status === 204).length, 1, statuses.join());
  assert.ok(statuses.every((status) => [204, 410].includes(status)), statuses.join());
});

test('a link by mail signs in once, for 15 minutes', async () => {
  const me = await t.tenant();
  const value = await token('/auth/magic-links', me.account.email, 'magic_link');
  const client = t.client();
  const done = await client.post('/auth/magic-links/redeem', { token: value, remember: true });
  assert.equal(done.status, 200, done.text);
  assert.equal(done.body.data.id, me.user.id);
  assert.equal((await client.get('/me')).status, 200);
  assert.equal((await t.client().post('/auth/magic-links/redeem', { token: value })).status, 410);

  const foreign = await token('/auth/password/forgot', me.account.email, 'reset_password');
  assert.equal((await t.client().post('/auth/magic-links/redeem', { token: foreign })).status, 410, 'of another kind');
  await t.sql(`update app.users set disabled_at = now() where id = '${me.user.id}'`);
  assert.equal(await token('/auth/magic-links', me.account.email, 'magic_link').then((v) => v === value), true, 'none for the disabled');
});

test('C13: a person sees the own sessions, ends one from afar, and no one else can', async () => {
  const me = await t.tenant();
  const second = await other(me);
  const sessions = (await me.get('/auth/sessions')).body.data;
  assert.equal(sessions.length, 2);
  assert.deepEqual(sessions.map(({ current }) => current), [true, false]);
  assert.equal(sessions[0].ip_prefix, '127.0.0.0/24');
  const [, { id }] = sessions;

  const stranger = await t.tenant();
  assert.equal((await stranger.delete(`/auth/sessions/${id}`)).status, 404);
  assert.equal((await second.get('/me')).status, 200);
  assert.equal((await me.delete(`/auth/sessions/${nowhere()}`)).status, 404);
  assert.equal((await me.delete(`/auth/sessions/${id}`)).status, 204);
  assert.equal((await second.get('/me')).body.code, 'session_revoked');
  assert.equal((await me.delete(`/auth/sessions/${id}`)).status, 404);
  assert.equal((await me.get('/auth/sessions')).body.data.length, 1);
});

test('C12: signing out everywhere ends all sessions', async () => {
  const me = await t.tenant();
  const second = await other(me);
  const answer = await me.clone().post('/auth/logout-all');
  assert.equal(answer.status, 204, answer.text);
  assert.equal(answer.headers['clear-site-data'], '"cookies", "storage"');
  for (const client of [me, second]) assert.equal((await client.get('/me')).body.code, 'session_revoked');
});

test('C13: what is sensitive needs a proof of the last ten minutes', async () => {
  const me = await t.tenant();
  await stale();
  const sensitive = {
    password: () => me.post('/auth/password/change', { password: word }),
    email: () => me.post('/me/email', { email: newEmail() }),
    factor: () => me.post('/auth/totp'),
    account: () => me.delete('/me'),
  };
  for (const [name, act] of Object.entries(sensitive)) {
    const answer = await act();
    assert.equal(answer.status, 403, `${name}: ${answer.text}`);
    assert.equal(answer.body.code, 'reauth_required', name);
  }
  assert.equal((await me.get('/me/security')).body.data.recently_proved, false);
  const wrong = await me.post('/auth/reauthenticate', { password: 'not the password' });
  assert.equal(wrong.body.code, 'wrong_password');
  assert.equal((await sensitive.password()).status, 403);

  assert.equal((await me.post('/auth/reauthenticate', { password: me.account.password })).status, 204);
  assert.equal((await me.get('/me/security')).body.data.recently_proved, true);
  assert.equal((await sensitive.email()).status, 202);
  assert.equal((await t.client().post('/auth/reauthenticate', { password: word })).status, 401);
});

test('C12: a new password ends the other sessions, and voids links that were mailed', async () => {
  const me = await t.tenant();
  const second = await other(me);
  const link = await token('/auth/magic-links', me.account.email, 'magic_link');
  const common = await me.post('/auth/password/change', { password: 'qwerty123' });
  assert.equal(common.status, 422, common.text);
  assert.equal((await me.post('/auth/password/change', { password: word })).status, 204);
  assert.equal((await me.get('/me')).status, 200);
  assert.equal((await second.get('/me')).body.code, 'session_revoked');
  assert.equal((await t.client().post('/auth/magic-links/redeem', { token: link })).status, 410);
  assert.equal((await login(me.account)).status, 401);
  assert.equal((await login({ ...me.account, password: word })).status, 200);
});

test('another address is taken when it is proved; the old one is told', async () => {
  const me = await t.tenant();
  const email = newEmail();
  await forgetLimits(t);
  assert.equal((await me.post('/me/email', { email })).status, 202);
  assert.equal((await me.get('/me')).body.data.email, me.account.email, 'nothing has changed');
  assert.equal((await me.get('/me/security')).body.data.pending_email, email);
  assert.deepEqual(await mails(t, me.account.email), ['security_notice']);

  const { token: value } = await mailed(t, email, 'change_email');
  assert.equal((await t.client().post('/auth/email/confirm', { token: value })).status, 204);
  assert.equal((await t.client().post('/auth/email/confirm', { token: value })).status, 410);
  assert.equal((await me.get('/me')).body.data.email, email);
  assert.equal((await login({ ...me.account, email })).status, 200);
  assert.equal((await login(me.account)).status, 401);
  assert.deepEqual(await mails(t, me.account.email), ['security_notice', 'security_notice']);

  const taken = await t.tenant();
  await forgetLimits(t);
  assert.equal((await me.post('/me/email', { email: taken.account.email })).status, 202, 'neutral');
  assert.deepEqual(await mails(t, taken.account.email), ['account_exists']);
  assert.equal((await me.post('/me/email', { email })).status, 422);
});

test('all personal data is gathered by a job, for its person alone', async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  await newTask(me, project, { title: 'Mine alone' });
  const asked = await me.post('/me/export');
  assert.equal(asked.status, 202, asked.text);
  const { id, state } = asked.body.data;
  assert.equal(state, 'queued');
  assert.equal(asked.headers.location, `/api/v1/jobs/${id}`);
  assert.equal((await me.post('/me/export')).body.code, 'export_running');

  assert.equal(await t.sql('set role ss_worker; select app.make_exports(); select app.make_exports()'), '1\n0');
  const job = (await me.get(`/jobs/${id}`)).body.data;
  assert.equal(job.state, 'done');
  const { content } = (await me.get(job.result.location)).body.data;
  assert.equal(content.profile.email, me.account.email);
  assert.equal(content.tasks[0].title, 'Mine alone');
  assert.ok(content.audit_log.some(({ action }) => action === 'account.export'));
  assert.ok(!JSON.stringify(content).includes('argon2'));

  const stranger = await t.tenant();
  assert.equal((await stranger.get(`/jobs/${id}`)).status, 404);
  assert.equal((await stranger.get(job.result.location)).status, 404);
  await t.sql('update app.exports set expires_at = now()');
  assert.equal((await me.get(job.result.location)).status, 404, 'gone after seven days');
});

test('the export holds what was said with clients, and nothing that others wrote', async () => {
  const me = await t.tenant();
  const member = await newMember(t, me);
  const client = await newClient(me);
  const project = await newProject(me, { client_id: client.id, visibility: 'client' });
  const guest = await guestOf(t, me, { client_id: client.id }, 'edit');
  const write = async (who, name) => {
    const conversation = await newConversation(who, client, { subject: `Talk of ${name}`, message: `Message of ${name}` });
    const note = await newMessage(who, conversation, { body: `Note of ${name}`, visibility: 'internal' });
    await got(who.put(`/messages/${note.id}/reactions/heart`));
    await got(who.put(`/conversations/${conversation.id}/draft`, { body: `Draft of ${name}`, visibility: 'client', based_on_seq: 1 }));
    await newContact(who, client, { name: `Contact of ${name}`, notes: 'Met in May' });
    const link = await made(who.post('/share-links', { scope_type: 'project', scope_id: project.id, label: `Link of ${name}` }));
    const task = await newTask(who, project, { title: `Task of ${name}`, visibility: 'client' });
    await made(who.post(`/tasks/${task.id}/approvals`, { note: `Approval of ${name}` }));
    await made(guest.post(`/portal/conversations/${conversation.id}/messages`, { body: 'Words of the client' }));
    return { conversation, note, link };
  };
  const { conversation, note, link } = await write(me, 'Ada');
  await write(member, 'Bo');
  while (Number(await t.sql('select app.derive_notifications(500)')) > 0);

  const { id } = (await me.post('/me/export')).body.data;
  await t.sql('set role ss_worker; select app.make_exports()');
  const { content } = await got(me.get(`/me/exports/${id}`));
  const words = (list, field) => list.map((row) => row[field]);
  assert.deepEqual(words(content.conversations.filter(({ mine }) => mine), 'subject'), ['Talk of Ada']);
  assert.deepEqual(words(content.messages, 'body'), ['Message of Ada']);
  assert.deepEqual(words(content.notes, 'body'), ['Note of Ada']);
  assert.deepEqual(words(content.reactions, 'message_id'), [note.id]);
  assert.deepEqual(content.drafts.map(({ conversation_id, body }) => [conversation_id, body]), [[conversation.id, 'Draft of Ada']]);
  assert.deepEqual(content.contacts.map(({ name, notes }) => [name, notes]), [['Contact of Ada', 'Met in May']]);
  assert.deepEqual(content.share_links.filter(({ label }) => label).map(({ label, project_id }) => [label, project_id]), [['Link of Ada', project.id]]);
  assert.deepEqual(words(content.approvals, 'note'), ['Approval of Ada']);
  assert.ok(content.notifications.some(({ reason, kind }) => reason === 'client_message' && kind === 'message.created'));
  assert.equal(content.notification_preferences.length, 1);

  const all = JSON.stringify(content);
  for (const word of ['of Bo', 'Words of the client', link.token, 'token_hash', 'password_hash']) assert.ok(!all.includes(word), word);
});

test('a closed account opens again by signing in, for 30 days', async () => {
  const me = await t.tenant();
  const second = await other(me);
  const closed = await me.clone().delete('/me');
  assert.equal(closed.status, 204, closed.text);
  assert.equal((await second.get('/me')).body.code, 'session_revoked');
  assert.equal(await t.sql(`select count(*) from app.workspaces where id = '${me.workspace}' and deleted_at is null`), '0');
  assert.deepEqual(await mails(t, me.account.email), ['account_closed']);

  const back = t.client();
  assert.equal((await login(me.account, back)).status, 200);
  back.workspace = me.workspace;
  assert.equal((await back.get('/clients')).status, 200, 'the workspace is open again');

  await back.delete('/me');
  await t.sql(`update app.users set purge_after = now() where id = '${me.user.id}'`);
  assert.equal((await login(me.account)).status, 401, 'too late');
  assert.equal(await t.sql('set role ss_worker; select app.purge_accounts(10)'), '1');
  const [row] = await t.rows(`select * from app.users where id = '${me.user.id}'`);
  assert.equal(row.name, 'Deleted person');
  assert.ok(!row.email.includes(me.account.email));
  for (const table of ['auth.credentials', 'auth.devices', 'app.sessions', 'app.exports']) {
    assert.equal(await t.sql(`select count(*) from ${table} where user_id = '${me.user.id}'`), '0', table);
  }
});

test('C97: nobody leaves others in a workspace without an owner', async () => {
  const me = await t.tenant();
  const member = await newMember(t, me);
  const refused = await me.delete('/me');
  assert.equal(refused.status, 409, refused.text);
  assert.equal(refused.body.code, 'owner_of_workspaces');
  assert.equal((await me.get('/me')).status, 200);
  assert.equal((await member.delete('/me')).status, 204, 'a member may go');
});
