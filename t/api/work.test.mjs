// GET /me/work: what to do next.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { guestOf } from './lib/guests.mjs';
import { withKey } from './lib/people.mjs';
import { everything, got, made, newClient, newConversation, newMember, newMessage, newProject, newTask } from './lib/work.mjs';

const t = await suite();

const hour = 3600000;
const inHours = (n) => new Date(Date.now() + n * hour).toISOString();

const work = async (me, query = '') => got(me.get(`/me/work${query}`));

/** An IANA zone in which it is about noon now, so that "today" has hours on both sides. */
const noonZone = () => {
  const offset = new Date().getUTCHours() - 12;
  return offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '+' : '-'}${Math.abs(offset)}`;
};

test('overdue first, then today, this week, in progress, and the rest by priority', async () => {
  const me = await t.tenant();
  const zone = await me.api('PATCH', '/me', { body: { time_zone: noonZone() } });
  assert.equal(zone.status, 200, zone.text);
  const client = await newClient(me, { name: 'Café Luna' });
  const project = await newProject(me, { name: 'Website', client_id: client.id });
  const doing = project.columns[1].id;
  const add = (title, fields) => newTask(me, project, { title, assignee_id: me.user.id, ...fields });
  await add('next low', { priority: 1 });
  await add('next urgent', { priority: 4 });
  await add('next later', { priority: 1, due_at: inHours(30 * 24) });
  await add('soon', { due_at: inHours(3 * 24) });
  await add('today', { due_at: inHours(4) });
  await add('overdue a little', { due_at: inHours(-1), priority: 4 });
  await add('overdue long', { due_at: inHours(-100) });
  await add('doing', { column_id: doing, priority: 0 });
  await add('doing high', { column_id: doing, priority: 3 });

  const items = await work(me);
  assert.deepEqual(
    items.map(({ reason, title }) => [reason, title]),
    [
      ['overdue', 'overdue long'],
      ['overdue', 'overdue a little'],
      ['due_today', 'today'],
      ['due_soon', 'soon'],
      ['in_progress', 'doing high'],
      ['in_progress', 'doing'],
      ['next', 'next urgent'],
      ['next', 'next later'],
      ['next', 'next low'],
    ],
  );
  assert.ok(items.every((item) => item.project_name === 'Website' && item.client_name === 'Café Luna'));
  assert.deepEqual(
    (await work(me, '?limit=3')).map(({ title }) => title),
    ['overdue long', 'overdue a little', 'today'],
  );
});

test('only own, open tasks of projects at work', async () => {
  const me = await t.tenant();
  const member = await newMember(t, me);
  const project = await newProject(me);
  const mine = { assignee_id: me.user.id };
  await newTask(me, project, { title: 'mine', ...mine });
  await newTask(me, project, { title: "nobody's" });
  await newTask(me, project, { title: 'theirs', assignee_id: member.user.id });
  const done = await newTask(me, project, { title: 'done', ...mine });
  await got(me.post(`/tasks/${done.id}/complete`));
  const gone = await newTask(me, project, { title: 'deleted', ...mine });
  await me.delete(`/tasks/${gone.id}`, 1);
  for (const status of ['on_hold', 'done'])
    await newTask(me, await newProject(me, { status }), { title: status, ...mine });
  await newTask(me, await newProject(me, { status: 'planned' }), { title: 'planned', ...mine });
  const archived = await newProject(me);
  await newTask(me, archived, { title: 'archived', ...mine });
  await got(me.post(`/projects/${archived.id}/archive`));

  assert.deepEqual((await work(me)).map(({ title }) => title).sort(), ['mine', 'planned']);
  assert.deepEqual(
    (await work(member)).map(({ title }) => title),
    ['theirs'],
  );
  assert.deepEqual(await got(member.get('/me/work', { headers: { 'smartstack-workspace': member.ownWorkspace } })), []);
});

test("today is the caller's day: the same moment is today for one and soon for another", async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  const today = async (zone) => {
    const answer = await me.api('PATCH', '/me', { body: { time_zone: zone } });
    assert.equal(answer.status, 200, answer.text);
    return (await work(me))[0].reason;
  };
  // Twelve hours ahead it is another day somewhere, wherever it is not yet.
  await newTask(me, project, { assignee_id: me.user.id, due_at: inHours(12) });
  const reasons = new Set();
  for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12', 'UTC', 'Asia/Kolkata']) reasons.add(await today(zone));
  assert.deepEqual([...reasons].sort(), ['due_soon', 'due_today']);
});

test('a task that is completed leaves the list, one that is reopened comes back', async () => {
  const me = await t.tenant();
  const task = await newTask(me, await newProject(me), { assignee_id: me.user.id });
  assert.equal((await work(me)).length, 1);
  await got(me.post(`/tasks/${task.id}/complete`));
  assert.deepEqual(await work(me), []);
  await got(me.post(`/tasks/${task.id}/reopen`));
  assert.equal((await work(me)).length, 1);
});

/** A client with a project, and a guest who may answer and decide. */
const withClient = async (me, name = 'Nordwind') => {
  const client = await newClient(me, { name });
  const project = await newProject(me, { client_id: client.id, visibility: 'client' });
  const guest = await guestOf(t, me, { client_id: client.id }, 'edit');
  return { client, project, guest };
};

const asked = async (me, guest, body, fields) => {
  const conversation = await newConversation(me, { id: fields.client_id }, { message: 'Which photo?', ...fields });
  await made(guest.post(`/portal/conversations/${conversation.id}/messages`, { body }));
  return conversation;
};

const refusedBy = async (me, guest, task, note) => {
  const approval = await made(me.post(`/tasks/${task.id}/approvals`, {}));
  await got(guest.post(`/portal/approvals/${approval.id}/request-changes`, { note }));
  return approval;
};

const kinds = (items) => items.map(({ kind, reason, title }) => [kind, reason, title]);

test('clients who wait and approvals that came back stand between today and the days to come', async () => {
  const me = await t.tenant();
  const { client, project, guest } = await withClient(me);
  const mine = { assignee_id: me.user.id };
  await newTask(me, project, { title: 'late', due_at: inHours(-1), ...mine });
  await newTask(me, project, { title: 'soon', due_at: inHours(3 * 24), ...mine });
  await newTask(me, project, { title: 'later', ...mine });
  const menu = await newTask(me, project, { title: 'Menu', visibility: 'client' });
  const approval = await refusedBy(me, guest, menu, 'Bigger letters.');
  const first = await asked(me, guest, 'The one with the boat.', { client_id: client.id, subject: 'Photos' });
  await asked(me, guest, 'Tomorrow?', { client_id: client.id, subject: 'A date' });

  const items = await work(me);
  assert.deepEqual(kinds(items), [
    ['task', 'overdue', 'late'],
    ['conversation', 'client_waiting', 'Photos'],
    ['conversation', 'client_waiting', 'A date'],
    ['approval', 'changes_requested', 'Menu'],
    ['task', 'due_soon', 'soon'],
    ['task', 'next', 'later'],
  ]);
  const [, talk, , back] = items;
  assert.deepEqual(
    [talk.id, talk.client_name, talk.said_by, talk.said, talk.status],
    [first.id, 'Nordwind', 'Marta Luna', 'The one with the boat.', 'open'],
  );
  const { waiting_since } = await got(me.get(`/conversations/${first.id}`));
  assert.equal(talk.since, waiting_since);
  assert.deepEqual(
    [back.id, back.task_id, back.number, back.project_name, back.said_by, back.said],
    [approval.id, menu.id, menu.number, 'New website', 'Marta Luna', 'Bigger letters.'],
  );
});

test('a conversation leaves the list when it is answered, put off, or somebody else\'s', async () => {
  const me = await t.tenant();
  const member = await newMember(t, me);
  const { client, guest } = await withClient(me);
  const start = () => asked(me, guest, 'Yes.', { client_id: client.id });
  const waits = async (who = me) => (await work(who)).filter(({ kind }) => kind === 'conversation').length;
  const [answered, snoozed, theirs] = [await start(), await start(), await start()];
  assert.deepEqual([await waits(), await waits(member)], [3, 3], 'nobody is assigned: it waits on everybody');
  await newMessage(me, answered, { body: 'Thank you.' });
  await got(me.post(`/conversations/${snoozed.id}/snooze`, { until: inHours(5) }));
  await got(me.post(`/conversations/${theirs.id}/assign`, { assignee_id: member.user.id }));
  assert.deepEqual([await waits(), await waits(member)], [0, 1]);
});

test('an approval leaves the list when it is asked for again or the task is done; it is with who has the task', async () => {
  const me = await t.tenant();
  const member = await newMember(t, me);
  const { project, guest } = await withClient(me);
  const shown = (fields) => newTask(me, project, { visibility: 'client', ...fields });
  const back = async (who = me) => (await work(who)).filter(({ kind }) => kind === 'approval').map(({ title }) => title);
  const [again, done, theirs] = [await shown({ title: 'again' }), await shown({ title: 'done' }), await shown({ title: 'theirs', assignee_id: member.user.id })];
  for (const task of [again, done, theirs]) await refusedBy(me, guest, task, 'No.');
  assert.deepEqual([(await back()).sort(), await back(member)], [['again', 'done'], ['theirs']]);
  const second = await made(me.post(`/tasks/${again.id}/approvals`, {}));
  assert.deepEqual(await back(), ['done']);
  await got(me.post(`/approvals/${second.id}/withdraw`));
  assert.deepEqual((await back()).sort(), ['again', 'done'], 'what was taken back changes nothing');
  await made(me.post(`/tasks/${again.id}/approvals`, {}));
  await got(me.post(`/tasks/${done.id}/complete`));
  assert.deepEqual(await back(), []);
});

test('pages of any size give every entry once, in order', async () => {
  const me = await t.tenant();
  const { client, project, guest } = await withClient(me);
  for (let i = 0; i < 3; i++) await asked(me, guest, 'Well?', { client_id: client.id, subject: `Talk ${i}` });
  const ops = Array.from({ length: 40 }, (_, i) => ({
    op: 'create',
    project_id: project.id,
    data: { title: `Task ${i}`, priority: i % 5, assignee_id: me.user.id, due_at: [null, inHours(-2), inHours(50)][i % 3] },
  }));
  await got(me.post('/tasks/bulk', { ops }));
  const all = await work(me, '?limit=100');
  assert.equal(all.length, 43);
  for (const limit of [1, 7, 42]) assert.deepEqual(await everything(me, '/me/work', limit), all, `limit ${limit}`);
});

test('C30: a key sees conversations and approvals inside its scopes only', async () => {
  const me = await t.tenant();
  const { client, project, guest } = await withClient(me);
  await newTask(me, project, { title: 'mine', assignee_id: me.user.id });
  await asked(me, guest, 'Yes.', { client_id: client.id });
  await refusedBy(me, guest, await newTask(me, project, { visibility: 'client' }), 'No.');
  const seen = async (scopes) => {
    const key = await withKey(t, me, { scopes });
    return (await work(key)).map(({ kind }) => kind).join();
  };
  assert.equal(await seen(['tasks:read']), 'task');
  assert.equal(await seen(['tasks:read', 'conversations:write']), 'conversation,task');
  assert.equal(await seen(['tasks:write', 'conversations:read', 'approvals:read']), 'conversation,approval,task');
});

test('C24: a member of listed projects sees the conversations and approvals of these only', async () => {
  const me = await t.tenant();
  const member = await newMember(t, me);
  const { client, project, guest } = await withClient(me);
  await asked(me, guest, 'Yes.', { client_id: client.id });
  await asked(me, guest, 'Yes.', { client_id: client.id, project_id: project.id, subject: 'Of the project' });
  const other = await newProject(me, { client_id: client.id, visibility: 'client' });
  await refusedBy(me, guest, await newTask(me, other, { visibility: 'client', assignee_id: member.user.id }), 'No.');
  assert.equal((await work(member)).length, 4);
  await got(me.api('PUT', `/members/${member.user.id}/projects`, { body: { scope: 'listed', project_ids: [project.id] } }));
  assert.deepEqual(kinds(await work(member)), [['conversation', 'client_waiting', 'Of the project']]);
});
