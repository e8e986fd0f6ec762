// What members are told: derived from the log by a job, in the app and by mail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { everything, got, newClient, newComment, newConversation, newMember, newMessage, newProject, newTask } from './lib/work.mjs';

const t = await suite({ mail: true, jobs: false });

/** Runs the job until it has read all logs. */
const derive = async () => {
  for (;;) {
    const [{ n }] = await t.rows('select app.derive_notifications(200) as n');
    if (!n) return;
  }
};
const told = async (who, query = '') => {
  await derive();
  return (await everything(who, `/notifications?sort=seq&${query}`, 2)).map(({ reason, kind }) => `${reason} ${kind}`);
};
const pair = async () => {
  const me = await t.tenant({ name: 'Ada Berg' });
  const colleague = await newMember(t, me);
  await t.sql(`update app.users set name = 'Bob' where id = '${colleague.user.id}'`);
  return { me, colleague };
};
const clientWrites = (me, conversation, body = 'Here it is.') =>
  t.sql(`insert into app.messages (workspace_id, conversation_id, author_kind, author_name, channel, visibility, body)
         values ('${me.workspace}', '${conversation.id}', 'client', 'Marta Luna', 'link', 'client', '${body}')`);
const guestWrites = (me, conversation, body = 'Here it is.') =>
  t.sql(`begin; select set_config('app.workspace_id', '${me.workspace}', true), set_config('app.actor_kind', 'client', true),
         set_config('app.guest_name', 'Marta Luna', true);
         insert into app.messages (workspace_id, conversation_id, visibility, body)
         values ('${me.workspace}', '${conversation.id}', 'client', '${body}'); commit`);

test('a client\'s message is for whom the conversation is given to, or for all', async () => {
  const { me, colleague } = await pair();
  const client = await newClient(me);
  const conversation = await newConversation(me, client);
  await guestWrites(me, conversation);
  assert.deepEqual(await told(me), ['client_message message.created']);
  assert.deepEqual(await told(colleague), ['client_message message.created']);
  await got(me.post(`/conversations/${conversation.id}/assign`, { assignee_id: colleague.user.id }));
  await guestWrites(me, conversation, 'One more.');
  assert.equal((await told(me)).length, 1);
  assert.deepEqual(await told(colleague), [
    'client_message message.created',
    'assigned conversation.assigned',
    'client_message message.created',
  ]);
  const [newest] = await everything(colleague, '/notifications', 1);
  assert.deepEqual(
    [newest.client_id, newest.conversation_id, newest.payload.excerpt, newest.actor_kind],
    [client.id, conversation.id, 'One more.', 'client'],
  );
});

test('nobody is told what he did himself; who takes part is told what others do', async () => {
  const { me, colleague } = await pair();
  const project = await newProject(me);
  const task = await newTask(me, project, { assignee_id: colleague.user.id });
  await newComment(me, task, { body: 'What do you think, @bob?' });
  await newComment(colleague, task);
  await got(me.post(`/tasks/${task.id}/complete`));
  assert.deepEqual(await told(colleague), ['assigned task.created', 'mention comment.created', 'task_change task.completed']);
  assert.deepEqual(await told(me), ['comment comment.created']);
  await got(me.post(`/tasks/${task.id}/reopen`));
  const before = (await told(colleague)).length;
  const other = await newTask(me, project);
  await got(me.post(`/tasks/${task.id}/move`, { column_id: task.column_id, after: other.id }));
  assert.equal((await told(colleague)).length, before, 'another place in the column is no news');
});

test('a member limited to listed projects is told of these only', async () => {
  const { me, colleague } = await pair();
  const [listed, other] = [await newProject(me), await newProject(me)];
  await t.sql(`update app.memberships set scope = 'listed' where user_id = '${colleague.user.id}' and workspace_id = '${me.workspace}';
    insert into app.member_projects (workspace_id, user_id, project_id) values ('${me.workspace}', '${colleague.user.id}', '${listed.id}')`);
  for (const project of [listed, other]) await newTask(me, project, { assignee_id: colleague.user.id });
  const conversation = await newConversation(me, await newClient(me));
  await clientWrites(me, conversation, '@bob');
  assert.deepEqual(await told(colleague), ['assigned task.created']);
});

test('the inbox: read, unread, put off, counted', async () => {
  const { me, colleague } = await pair();
  const project = await newProject(me);
  for (let i = 0; i < 3; i++) await newTask(me, project, { title: `t${i}`, assignee_id: colleague.user.id });
  await derive();
  const unread = async () => (await got(colleague.get('/notifications/summary'))).unread;
  const [third, second, first] = await everything(colleague, '/notifications');
  assert.deepEqual([await unread(), third.payload.title], [3, 't2']);
  assert.deepEqual(await got(colleague.post('/notifications/read', { ids: [third.id], read: true })), { unread: 2 });
  assert.deepEqual(await told(colleague, 'filter[read_at][null]=false'), ['assigned task.created']);
  await got(colleague.post('/notifications/read', { up_to_seq: second.seq, read: true }));
  assert.equal(await unread(), 0);
  await got(colleague.post('/notifications/read', { ids: [first.id], read: false }));
  assert.equal(await unread(), 1);
  const hour = new Date(Date.now() + 3600e3).toISOString();
  assert.deepEqual(await got(colleague.post('/notifications/snooze', { ids: [first.id], until: hour })), { unread: 0 });
  assert.equal((await everything(colleague, '/notifications')).length, 2);
  await t.sql(`update app.notifications set snoozed_until = now() where id = '${first.id}'`);
  assert.equal(await unread(), 1, 'it comes back at its time');
  assert.deepEqual(await got(me.post('/notifications/read', { ids: [first.id], read: true })), { unread: 0 });
  assert.equal(await unread(), 1, 'nobody reads for another');
  assert.deepEqual(await got(colleague.post('/notifications/read', { read: true })), { unread: 0 });
});

test('the summary counts the clients who wait for the caller, as in the list of what to do', async () => {
  const { me, colleague } = await pair();
  const client = await newClient(me);
  const [ours, mine, internal] = [
    await newConversation(me, client),
    await newConversation(me, client, { assignee_id: me.user.id }),
    await newConversation(me, client),
  ];
  const waiting = async (who) => (await got(who.get('/notifications/summary'))).waiting;
  assert.deepEqual([await waiting(me), await waiting(colleague)], [0, 0]);
  for (const conversation of [ours, mine]) await clientWrites(me, conversation, 'When?');
  await newMessage(me, internal, { body: 'A note', visibility: 'internal' });
  assert.deepEqual([await waiting(me), await waiting(colleague)], [2, 1]);
  assert.equal((await everything(me, '/me/work')).filter(({ kind }) => kind === 'conversation').length, 2);
  await newMessage(me, ours, { body: 'On Friday.', visibility: 'client' });
  assert.deepEqual([await waiting(me), await waiting(colleague)], [1, 0]);
});

const preferences = {
  inbox: ['mention'],
  mail_now: [],
  mail_digest: ['assigned'],
  digest: 'weekly',
  digest_hour: 7,
  quiet_from: 20,
  quiet_to: 7,
};

test('preferences say what is shown', async () => {
  const { me, colleague } = await pair();
  assert.deepEqual((await got(me.get('/notification-preferences'))).mail_now, ['mention', 'client_message']);
  assert.deepEqual(await got(colleague.put('/notification-preferences', preferences)), preferences);
  assert.deepEqual(await got(colleague.get('/notification-preferences')), preferences);
  assert.equal((await colleague.put('/notification-preferences', { ...preferences, quiet_to: null })).status, 422);
  assert.equal((await colleague.put('/notification-preferences', { ...preferences, inbox: ['all'] })).status, 422);
  const [{ day, hour }] = await t.rows(`select extract(isodow from digest_at at time zone 'UTC')::int as day, extract(hour from digest_at at time zone 'UTC')::int as hour
      from app.notification_prefs where user_id = '${colleague.user.id}' and workspace_id = '${me.workspace}'`);
  assert.deepEqual([day, hour], [1, 7]);
  await newTask(me, await newProject(me), { assignee_id: colleague.user.id });
  assert.deepEqual(await told(colleague), []);
});

const due = (who, column) =>
  t.sql(`update app.notification_prefs set ${column} = now() - interval '1 second'
          where user_id = '${who.user.id}' and workspace_id = '${who.workspace}'`);
const outbox = async (who) =>
  t.rows(`select template, vars from app.mail_outbox where recipient = '${who.account.email}' and template in ('notification', 'digest') order by created_at`);

test('what is wanted at once is mailed once, bundled, and not in quiet hours', async () => {
  const { me, colleague } = await pair();
  const conversation = await newConversation(me, await newClient(me), { subject: 'The menu' });
  for (const body of ['First <b>word</b>.', 'Second.']) await guestWrites(me, conversation, body);
  await derive();
  const now = new Date().getUTCHours();
  await t.sql(`update app.notification_prefs set quiet_from = ${now}, quiet_to = ${(now + 2) % 24} where user_id = '${colleague.user.id}'`);
  await due(colleague, 'mail_at');
  await t.sql('select app.mail_notifications(50)');
  assert.equal((await outbox(colleague)).length, 0, 'hush');
  const [{ later }] = await t.rows(`select mail_at > now() as later from app.notification_prefs where user_id = '${colleague.user.id}' and workspace_id = '${me.workspace}'`);
  assert.equal(later, true);
  await t.sql(`update app.notification_prefs set quiet_from = null, quiet_to = null where user_id = '${colleague.user.id}'`);
  await due(colleague, 'mail_at');
  await t.sql('select app.mail_notifications(50)');
  const mail = await t.mail(colleague.account.email);
  assert.match(mail.text, /wrote in "The menu"/);
  assert.match(mail.text, /First <b>word<\/b>\./);
  assert.match(mail.text, new RegExp(`/inbox/${conversation.id}`));
  assert.match(mail.html, /First &lt;b&gt;word/);
  assert.match(mail.token, /^[A-Za-z0-9_-]{43}$/);
  await due(colleague, 'mail_at');
  await t.sql('select app.mail_notifications(50)');
  assert.equal((await outbox(colleague)).length, 1, 'nothing is mailed twice');
});

test('a digest tells what was not read; whose account is disabled gets none', async () => {
  const { me, colleague } = await pair();
  const project = await newProject(me);
  const [one, two] = [await newTask(me, project, { title: 'One' }), await newTask(me, project, { title: 'Two' })];
  for (const task of [one, two]) {
    await got(me.patch(`/tasks/${task.id}`, { assignee_id: colleague.user.id }, 1));
    await newComment(colleague, task);
  }
  await derive();
  const [newest] = await everything(colleague, '/notifications');
  await got(colleague.post('/notifications/read', { ids: [newest.id], read: true }));
  await t.sql(`update app.users set disabled_at = now() where id = '${me.user.id}'`);
  for (const who of [me, colleague]) await due(who, 'digest_at');
  await t.sql('select app.mail_digests(50)');
  assert.equal((await outbox(me)).length, 0);
  const mail = await t.mail(colleague.account.email);
  assert.match(mail.text, /changed "One"/);
  assert.doesNotMatch(mail.text, /"Two"/);
  const [{ ahead }] = await t.rows(`select digest_at > now() as ahead from app.notification_prefs where user_id = '${colleague.user.id}' and workspace_id = '${me.workspace}'`);
  assert.equal(ahead, true);
});

test('the link in a mail ends the mails of that workspace, and an unknown one is answered alike', async () => {
  const { me, colleague } = await pair();
  const conversation = await newConversation(me, await newClient(me));
  await guestWrites(me, conversation);
  await derive();
  await due(colleague, 'mail_at');
  await t.sql('select app.mail_notifications(50)');
  const { token } = await t.mail(colleague.account.email);
  const nobody = t.client();
  const unknown = await nobody.post('/unsubscribe', { token: 'x'.repeat(43) });
  const known = await nobody.post('/unsubscribe', { token });
  assert.deepEqual([unknown.status, unknown.body], [200, known.body]);
  const { mail_now, digest, inbox } = await got(colleague.get('/notification-preferences'));
  assert.deepEqual([mail_now, digest, inbox.length], [[], 'off', 6]);
  assert.deepEqual((await got(me.get('/notification-preferences'))).digest, 'daily');
  assert.equal((await nobody.post('/unsubscribe', { token })).status, 200, 'any number of times');
  const [{ stored }] = await t.rows(`select count(*) as stored from app.unsubscribe_tokens where encode(hash, 'escape') like '%${token}%'`);
  assert.equal(Number(stored), 0);
});
