// Conversations: how they are made and changed, whose turn it is, marks and drafts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import {
  everything,
  got,
  newClient,
  newConversation,
  newMember,
  newMessage,
  newProject,
  newTask,
  nowhere,
} from './lib/work.mjs';

const t = await suite();

const begun = async (fields) => {
  const me = await t.tenant({ name: 'Ada Berg' });
  const client = await newClient(me);
  const conversation = await newConversation(me, client, fields);
  return { me, client, conversation };
};

/** A word of the client's, as a guest of a link would leave it. */
const clientWrites = (me, conversation, body = 'Here it is.') =>
  t.sql(`insert into app.messages (workspace_id, conversation_id, author_kind, author_name, channel, visibility, body)
         values ('${me.workspace}', '${conversation.id}', 'client', 'Marta Luna', 'link', 'client', '${body}')`);

const read = (me, { id }) => got(me.get(`/conversations/${id}`));

test('a conversation begins with a message, or without one', async () => {
  const { me, client, conversation } = await begun();
  assert.deepEqual(
    [conversation.client_name, conversation.status, conversation.waiting_on, conversation.last_message],
    [client.name, 'open', 'none', null],
  );
  assert.equal(conversation.last_message_seq, 0);

  const said = await newConversation(me, client, { message: 'Which dishes?' });
  assert.deepEqual(said.last_message, {
    author_kind: 'member',
    author_name: 'Ada Berg',
    visibility: 'client',
    excerpt: 'Which dishes?',
  });
  assert.deepEqual([said.waiting_on, said.last_message_seq, said.read_seq, said.unread], ['client', 1, 1, 0]);
  assert.deepEqual(await read(me, said), said);
});

test('the place of a conversation has to fit together', async () => {
  const { me, client } = await begun();
  const other = await newClient(me);
  const project = await newProject(me, { client_id: client.id });
  const task = await newTask(me, project);
  const foreign = await newTask(me, await newProject(me, { client_id: other.id }));
  const stray = await newProject(me);
  const attempt = (fields) =>
    me.post('/conversations', { client_id: client.id, subject: 'x', visibility: 'internal', ...fields });

  const about = await newConversation(me, client, { task_id: task.id, visibility: 'internal' });
  assert.deepEqual([about.project_id, about.task_title], [project.id, task.title]);
  for (const [fields, pointer] of [
    [{ task_id: foreign.id }, '/project_id'],
    [{ project_id: foreign.project_id }, '/project_id'],
    [{ project_id: stray.id }, '/project_id'],
    [{ project_id: stray.id, task_id: task.id }, '/task_id'],
    [{ task_id: nowhere() }, '/task_id'],
    [{ client_id: nowhere() }, '/client_id'],
    [{ assignee_id: nowhere() }, '/assignee_id'],
  ]) {
    const answer = await attempt(fields);
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.errors[0].pointer, pointer, answer.text);
  }

  const hidden = await attempt({ visibility: 'client', project_id: project.id });
  assert.equal(hidden.status, 409, hidden.text);
  assert.equal(hidden.body.code, 'inherited');
});

test('changes need the rev that was read; the same again is no change', async () => {
  const { me, client, conversation } = await begun();
  const project = await newProject(me, { client_id: client.id });
  const path = `/conversations/${conversation.id}`;
  assert.equal((await me.patch(path, { subject: 'Other' })).status, 428);
  const changed = await got(me.patch(path, { subject: 'Other' }, 1));
  assert.deepEqual([changed.subject, changed.rev], ['Other', 2]);
  const stale = await me.patch(path, { subject: 'Third' }, 1);
  assert.equal(stale.status, 412, stale.text);
  assert.equal(stale.body.current.subject, 'Other');
  assert.equal((await got(me.patch(path, { subject: 'Other' }, 2))).rev, 2);
  const hidden = await me.patch(path, { project_id: project.id }, 2);
  assert.equal(hidden.body.code, 'inherited');
  const moved = await got(me.patch(path, { project_id: project.id, visibility: 'internal' }, 2));
  assert.deepEqual([moved.project_name, moved.visibility], [project.name, 'internal']);
  assert.equal((await got(me.patch(path, { project_id: null }, 3))).project_id, null);
});

test('it waits on the side that did not write last, and so does the client', async () => {
  const { me, client, conversation } = await begun({ message: 'Which dishes?' });
  const turn = async () => [
    (await read(me, conversation)).waiting_on,
    (await got(me.get(`/clients/${client.id}`))).waiting_on,
  ];
  assert.deepEqual(await turn(), ['client', 'client']);
  await clientWrites(me, conversation);
  assert.deepEqual(await turn(), ['me', 'me']);
  await newMessage(me, conversation, { visibility: 'internal' });
  assert.deepEqual(await turn(), ['me', 'me'], 'a note answers nothing');

  const second = await newConversation(me, client, { message: 'And the prices?' });
  assert.deepEqual(await turn(), ['me', 'me'], 'what waits on me comes first');
  await newMessage(me, conversation);
  assert.deepEqual(await turn(), ['client', 'client']);
  await clientWrites(me, second);
  assert.deepEqual(await turn(), ['client', 'me']);
  await got(me.post(`/conversations/${second.id}/close`));
  assert.deepEqual(await turn(), ['client', 'client']);
});

test('closing, opening, giving away and putting off', async () => {
  const { me, conversation } = await begun({ message: 'Which dishes?' });
  const colleague = await newMember(t, me);
  const act = (what, body) => me.post(`/conversations/${conversation.id}/${what}`, body);
  assert.equal((await got(act('close'))).status, 'closed');
  assert.equal((await got(act('reopen'))).waiting_on, 'client');
  assert.equal((await got(act('assign', { assignee_id: colleague.user.id }))).assignee_id, colleague.user.id);
  assert.equal((await act('assign', { assignee_id: nowhere() })).status, 422);
  assert.equal((await got(act('assign', { assignee_id: null }))).assignee_id, null);
  const until = '2099-01-01T00:00:00Z';
  const put = await got(act('snooze', { until }));
  assert.deepEqual([put.status, Date.parse(put.snoozed_until)], ['snoozed', Date.parse(until)]);
  assert.equal((await act('snooze', { until: '2020-01-01T00:00:00Z' })).status, 422);
  await clientWrites(me, conversation);
  const woken = await read(me, conversation);
  assert.deepEqual([woken.status, woken.snoozed_until, woken.waiting_on], ['open', null, 'me']);
  await got(act('close'));
  await clientWrites(me, conversation);
  assert.equal((await read(me, conversation)).status, 'open');
});

test('what a member has not read is counted for that member only', async () => {
  const { me, conversation } = await begun({ message: 'Which dishes?' });
  const colleague = await newMember(t, me);
  await clientWrites(me, conversation);
  await newMessage(me, conversation, { visibility: 'internal' });
  assert.deepEqual([(await read(me, conversation)).unread, (await read(colleague, conversation)).unread], [0, 3]);
  const mark = (who, seq) => got(who.post(`/conversations/${conversation.id}/read`, { seq }));
  assert.deepEqual(await mark(colleague, 2), { conversation_id: conversation.id, seq: 2, unread: 1 });
  assert.equal((await mark(colleague, 1)).seq, 2, 'a mark never goes back');
  assert.equal((await mark(colleague, 99)).seq, 3, 'nor beyond the last message');
  assert.deepEqual([(await read(colleague, conversation)).read_seq, (await read(me, conversation)).read_seq], [3, 3]);
});

test('a draft is its writer\'s alone, and stale when somebody else has written since', async () => {
  const { me, conversation } = await begun({ message: 'Which dishes?' });
  const colleague = await newMember(t, me);
  const path = `/conversations/${conversation.id}/draft`;
  const body = { body: 'Dear Marta,', visibility: 'client', based_on_seq: 1 };
  assert.equal((await me.get(path)).status, 404);
  const saved = await got(me.put(path, body));
  assert.deepEqual([saved.body, saved.stale, saved.based_on_seq], ['Dear Marta,', false, 1]);
  assert.equal((await colleague.get(path)).status, 404);
  assert.deepEqual([(await read(me, conversation)).has_draft, (await read(colleague, conversation)).has_draft], [true, false]);

  await newMessage(colleague, conversation, { visibility: 'internal' });
  const stale = await got(me.get(path));
  assert.deepEqual([stale.stale, stale.last_message_seq], [true, 2]);
  assert.equal((await got(me.put(path, body))).stale, true);
  assert.equal((await got(me.put(path, { ...body, based_on_seq: 2 }))).stale, false);

  await newMessage(me, conversation, { visibility: 'internal' });
  assert.equal((await got(me.get(path))).stale, false, 'a note of one\'s own leaves it');
  await newMessage(me, conversation);
  assert.equal((await me.get(path)).status, 404, 'the message was sent');
  await got(me.put(path, body));
  assert.equal((await me.delete(path)).status, 204);
  assert.equal((await me.delete(path)).status, 204);
  assert.equal((await me.get(path)).status, 404);
});

test('lists: by last message, by waiting, filtered, page by page', async () => {
  const { me, client, conversation } = await begun({ subject: 'c0' });
  const colleague = await newMember(t, me);
  const made = [conversation];
  for (let i = 1; i < 5; i++) made.push(await newConversation(me, client, { subject: `c${i}` }));
  await newMessage(me, made[1]);
  await clientWrites(me, made[3]);
  await got(me.post(`/conversations/${made[4].id}/assign`, { assignee_id: colleague.user.id }));
  await got(me.post(`/conversations/${made[0].id}/close`));
  const subjects = async (query) =>
    (await everything(me, `/conversations?${query}`, 2)).map(({ subject }) => subject).join();
  assert.equal(await subjects(''), 'c3,c1,c4,c2,c0');
  assert.equal(await subjects('sort=created_at'), 'c0,c1,c2,c3,c4');
  assert.equal((await subjects('sort=waiting_since')).slice(0, 5), 'c1,c3');
  assert.equal(await subjects('filter[waiting_on]=me'), 'c3');
  assert.equal(await subjects('filter[status]=closed'), 'c0');
  assert.equal(await subjects(`filter[assignee_id]=${colleague.user.id}`), 'c4');
  assert.equal(await subjects('filter[assignee_id][null]=true&sort=created_at'), 'c0,c1,c2,c3');
  assert.equal(await subjects(`filter[client_id]=${nowhere()}`), '');
});

test('numbers have no gaps with sixteen writers at once', async () => {
  const { me, conversation } = await begun();
  const client = (await read(me, conversation)).client_id;
  await Promise.all([
    ...Array.from({ length: 16 }, (_, i) =>
      newMessage(me.clone(), conversation, { visibility: i % 2 ? 'client' : 'internal' }),
    ),
    ...Array.from({ length: 4 }, () => clientWrites(me, conversation)),
  ]);
  const messages = await everything(me, `/conversations/${conversation.id}/messages`, 7);
  assert.deepEqual(
    messages.map(({ seq }) => seq),
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  const shown = messages.filter(({ visibility }) => visibility === 'client');
  const turn = shown.at(-1).author_kind === 'client' ? 'me' : 'client';
  assert.equal((await read(me, conversation)).waiting_on, turn);
  assert.equal((await got(me.get(`/clients/${client}`))).waiting_on, turn);
});

test('a client\'s timeline tells what happened with it, in one feed', async () => {
  const { me, client, conversation } = await begun({ message: 'Which dishes?' });
  const project = await newProject(me, { client_id: client.id, name: 'New website' });
  const task = await newTask(me, project);
  await newMessage(me, conversation, { body: 'Only a note', visibility: 'internal' });
  await newTask(me, await newProject(me));
  const path = `/clients/${client.id}/timeline`;
  const feed = await everything(me, `${path}?sort=seq`, 2);
  assert.deepEqual(
    feed.map(({ kind }) => kind),
    [
      'client.created',
      'conversation.created',
      'client.updated',
      'message.created',
      'project.created',
      'task.created',
      'message.created',
    ],
  );
  assert.deepEqual([feed[3].payload.excerpt, feed[3].actor_name], ['Which dishes?', 'Ada Berg']);
  assert.deepEqual([feed[5].project_name, feed[5].entity_id], ['New website', task.id]);
  const kinds = async (query) => (await everything(me, `${path}?${query}`)).map(({ kind }) => kind).join();
  assert.equal(await kinds('filter[entity_type]=task'), 'task.created');
  assert.equal(await kinds('filter[audience]=client'), 'message.created,conversation.created');
  assert.equal((await me.get(`/clients/${nowhere()}/timeline`)).status, 404);
});

test('a client in the trash takes its conversations along', async () => {
  const { me, client, conversation } = await begun({ message: 'Which dishes?' });
  const { rev } = await got(me.get(`/clients/${client.id}`));
  assert.equal((await me.delete(`/clients/${client.id}`, rev)).status, 204);
  assert.equal((await me.get(`/conversations/${conversation.id}`)).status, 404);
  const [message] = (await t.rows(`select id from app.messages where conversation_id = '${conversation.id}'`));
  assert.equal((await me.get(`/messages/${message.id}`)).status, 404);
  const answer = await me.post(`/conversations/${conversation.id}/messages`, { body: 'x', visibility: 'client' });
  assert.equal(answer.status, 404, answer.text);
});
