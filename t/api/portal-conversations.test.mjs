// The client's side of conversations: what a guest of a link sees and does, and what
// he never learns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guestOf } from './lib/guests.mjs';
import { suite } from './lib/harness.mjs';
import { everything, got, made, newClient, newConversation, newMessage, newProject, newTask, nowhere } from './lib/work.mjs';

const t = await suite();
const secret = 'canary of a note';

const talking = async () => {
  const me = await t.tenant({ name: 'Ada Berg' });
  const client = await newClient(me);
  const conversation = await newConversation(me, client, { message: 'Which dishes?' });
  await newMessage(me, conversation, { body: secret, visibility: 'internal' });
  const guest = await guestOf(t, me, { client_id: client.id });
  return { me, client, conversation, guest };
};

const portal = ({ id }) => `/portal/conversations/${id}`;

test('C28: a guest sees the conversation without its notes, and nothing tells of them', async () => {
  const { me, conversation, guest } = await talking();
  const [row] = await everything(guest, '/portal/conversations');
  assert.deepEqual(
    [row.id, row.status, row.waiting_on, row.unread, row.last_message],
    [conversation.id, 'open', 'you', 1, { author_kind: 'member', author_name: 'Ada Berg', excerpt: 'Which dishes?' }],
  );
  const messages = await everything(guest, `${portal(conversation)}/messages`);
  assert.deepEqual(
    messages.map(({ body, author_name, own }) => [body, author_name, own]),
    [['Which dishes?', 'Ada Berg', false]],
  );
  await newMessage(me, conversation, { body: secret, visibility: 'internal' });
  assert.deepEqual(await everything(guest, '/portal/conversations'), [row], 'not even the time of a note');
  for (const path of ['/portal/conversations', portal(conversation), `${portal(conversation)}/messages`]) {
    assert.ok(!(await guest.get(path)).text.includes(secret), path);
  }
  const [note] = await t.rows(`select id from app.messages where body = '${secret}' limit 1`);
  assert.equal((await guest.get(`/portal/messages/${note.id}`)).status, 404);
  assert.equal((await guest.put(`/portal/messages/${note.id}/reactions/heart`)).status, 404);
});

test('what the client has to answer stands on the home of the link until it is answered', async () => {
  const { me, client, conversation, guest } = await talking();
  await newConversation(me, client, { subject: 'For ourselves', message: secret, visibility: 'internal' });
  const home = async () => [
    (await got(guest.get('/portal'))).waiting.map(({ kind, id, title }) => [kind, id, title]),
    (await got(guest.get('/portal/answers'))).waiting_on_you,
  ];
  assert.deepEqual(await home(), [[['conversation', conversation.id, conversation.subject]], 1]);
  await made(guest.post(`${portal(conversation)}/messages`, { body: 'Twelve of them.' }));
  assert.deepEqual(await home(), [[], 0]);
});

test('a guest answers under the name that he gave; it is the freelancer\'s turn then', async () => {
  const { me, client, conversation, guest } = await talking();
  const said = await made(guest.post(`${portal(conversation)}/messages`, { body: 'Twelve of them.' }));
  assert.deepEqual([said.author_kind, said.author_name, said.own, said.editable], ['client', 'Marta Luna', true, true]);
  const mine = await got(me.get(`/messages/${said.id}`));
  assert.deepEqual([mine.seq, mine.author_kind, mine.author_name, mine.channel, mine.visibility], [3, 'client', 'Marta Luna', 'link', 'client']);
  assert.equal((await got(me.get(`/conversations/${conversation.id}`))).waiting_on, 'me');
  assert.equal((await got(me.get(`/clients/${client.id}`))).waiting_on, 'me');
  assert.equal((await got(guest.get(portal(conversation)))).waiting_on, 'team');
  const [event] = await everything(me, `/clients/${client.id}/timeline?filter[entity_type]=message`);
  assert.deepEqual(
    [event.actor_kind, event.actor_name, event.audience, event.payload.excerpt],
    ['client', 'Marta Luna', 'client', 'Twelve of them.'],
  );
  const [access] = await t.rows(`select what from app.link_accesses where link_id = '${guest.link}'`);
  assert.equal(access.what, 'message', 'nothing that a client does goes unnoticed');
});

test('C43: who may only look cannot write, and other links see nothing of it', async () => {
  const { me, client, conversation, guest } = await talking();
  const viewer = await guestOf(t, me, { client_id: client.id }, 'view');
  const [message] = await everything(viewer, `${portal(conversation)}/messages`);
  for (const asking of [
    viewer.post(`${portal(conversation)}/messages`, { body: 'x' }),
    viewer.post('/portal/conversations', { subject: 'x', body: 'x' }),
    viewer.put(`/portal/messages/${message.id}/reactions/heart`),
  ]) {
    assert.equal((await asking).status, 403);
  }
  assert.equal((await viewer.post(`${portal(conversation)}/read`, { message_id: message.id })).status, 200);

  const stranger = await guestOf(t, me, { client_id: (await newClient(me)).id });
  const other = await t.tenant();
  const foreign = await guestOf(t, other, { client_id: (await newClient(other)).id });
  for (const who of [stranger, foreign]) {
    assert.deepEqual(await everything(who, '/portal/conversations'), []);
    for (const asking of [
      who.get(portal(conversation)),
      who.get(`${portal(conversation)}/messages`),
      who.post(`${portal(conversation)}/messages`, { body: 'x' }),
      who.post(`${portal(conversation)}/read`, { message_id: message.id }),
      who.get(`/portal/messages/${message.id}`),
      who.patch(`/portal/messages/${message.id}`, { body: 'x' }, 1),
      who.put(`/portal/messages/${message.id}/reactions/heart`),
      who.delete(`/portal/messages/${message.id}/reactions/heart`),
    ]) {
      const answer = await asking;
      assert.equal(answer.status, 404, answer.text);
    }
  }
  await t.sql(`update app.share_links set revoked_at = now() where id = '${guest.link}'`);
  assert.equal((await guest.get('/portal/conversations')).status, 401, 'revoked: out with the next request');
});

test('a link to a project or task shows what is said about that, and what is shown of it', async () => {
  const { me, client, guest } = await talking();
  const project = await newProject(me, { client_id: client.id, visibility: 'client' });
  const task = await newTask(me, project, { visibility: 'client' });
  const about = async (fields) => (await newConversation(me, client, { subject: JSON.stringify(fields), ...fields })).id;
  const ofProject = await about({ project_id: project.id });
  const ofTask = await about({ task_id: task.id });
  const ours = await about({ project_id: project.id, visibility: 'internal' });
  const seen = async (who) => (await everything(who, '/portal/conversations', 1)).map(({ id }) => id);
  const viaProject = await guestOf(t, me, { project_id: project.id });
  const viaTask = await guestOf(t, me, { task_id: task.id });
  assert.deepEqual((await seen(viaProject)).sort(), [ofProject, ofTask].sort());
  assert.deepEqual(await seen(viaTask), [ofTask]);
  assert.equal((await seen(guest)).length, 3);
  assert.equal((await viaProject.get(`/portal/conversations/${ours}`)).status, 404);

  const begun = await made(viaTask.post('/portal/conversations', { subject: 'A question', body: 'When?' }));
  assert.deepEqual([begun.task_title, begun.waiting_on], [task.title, 'team']);
  const mine = await got(me.get(`/conversations/${begun.id}`));
  assert.deepEqual([mine.task_id, mine.project_id, mine.client_id, mine.unread], [task.id, project.id, client.id, 1]);

  const { rev } = await got(me.get(`/projects/${project.id}`));
  await got(me.patch(`/projects/${project.id}`, { visibility: 'internal' }, rev));
  assert.deepEqual(await seen(viaProject), []);
  assert.equal((await seen(guest)).length, 1);
  const hidden = await got(me.get(`/conversations/${ofProject}`));
  assert.deepEqual([hidden.visibility, hidden.visibility_inherited], ['internal', true]);
});

test('a guest changes his own words for a while, nobody else\'s', async () => {
  const { me, client, conversation, guest } = await talking();
  const [theirs] = await everything(guest, `${portal(conversation)}/messages`);
  const said = await made(guest.post(`${portal(conversation)}/messages`, { body: 'Twelve.' }));
  const path = `/portal/messages/${said.id}`;
  assert.equal((await guest.patch(`/portal/messages/${theirs.id}`, { body: 'x' }, 1)).status, 403);
  const colleague = await guestOf(t, me, { client_id: client.id }, 'comment', 'Jan');
  assert.equal((await colleague.patch(path, { body: 'x' }, 1)).status, 403);
  const changed = await got(guest.patch(path, { body: 'Thirteen.' }, 1));
  assert.deepEqual([changed.body, changed.edited, changed.rev], ['Thirteen.', true, 2]);
  assert.equal((await guest.patch(path, { body: 'x' }, 1)).status, 412);
  assert.equal((await everything(me, `/messages/${said.id}/versions`)).length, 2);
  await t.sql(`update app.messages set created_at = now() - interval '16 minutes' where id = '${said.id}'`);
  const late = await guest.patch(path, { body: 'x' }, 2);
  assert.deepEqual([late.status, late.body.code], [409, 'too_late']);
});

test('a guest\'s read mark tells the freelancer; that of a preview does not', async () => {
  const { me, conversation, guest } = await talking();
  const [message] = await everything(guest, `${portal(conversation)}/messages`);
  await t.sql(`update app.link_sessions set user_id = '${me.user.id}' where link_id = '${guest.link}'`);
  const looked = await got(guest.post(`${portal(conversation)}/read`, { message_id: message.id }));
  assert.equal(looked.unread, 1);
  await t.sql(`update app.link_sessions set user_id = null where link_id = '${guest.link}'`);
  assert.equal((await got(me.get(`/conversations/${conversation.id}`))).client_read_seq, 0);
  const marked = await got(guest.post(`${portal(conversation)}/read`, { message_id: message.id }));
  assert.deepEqual(marked, { conversation_id: conversation.id, unread: 0 });
  assert.equal((await got(me.get(`/conversations/${conversation.id}`))).client_read_seq, 1);
  const wrong = await guest.post(`${portal(conversation)}/read`, { message_id: nowhere() });
  assert.deepEqual([wrong.status, wrong.body.errors[0].pointer], [422, '/message_id']);
});

test('reactions of both sides are counted together', async () => {
  const { me, conversation, guest } = await talking();
  const [message] = await everything(guest, `${portal(conversation)}/messages`);
  await got(me.put(`/messages/${message.id}/reactions/heart`));
  const { reactions } = await got(guest.put(`/portal/messages/${message.id}/reactions/heart`));
  assert.deepEqual(reactions, [{ reaction: 'heart', count: 2, mine: true }]);
  assert.equal((await guest.delete(`/portal/messages/${message.id}/reactions/heart`)).status, 204);
  assert.deepEqual((await got(me.get(`/messages/${message.id}`))).reactions, [{ reaction: 'heart', count: 1, mine: true }]);
});

test('C44: a link may write so much an hour', async () => {
  const { conversation, guest } = await talking();
  await t.sql(`update app.share_links set writes_per_hour = 2 where id = '${guest.link}'`);
  const write = () => guest.post(`${portal(conversation)}/messages`, { body: 'x' });
  assert.deepEqual([(await write()).status, (await write()).status, (await write()).status], [201, 201, 429]);
});

test('C44: a guest’s draft is his browser’s alone, stale when somebody else has written, and gone when it is sent', async () => {
  const { me, client, conversation, guest } = await talking();
  const path = `${portal(conversation)}/draft`;
  const [seen] = await everything(guest, `${portal(conversation)}/messages`);
  assert.equal((await guest.get(path)).status, 404);
  const kept = await got(guest.put(path, { body: 'Twelve', message_id: seen.id }));
  assert.deepEqual([kept.conversation_id, kept.body, kept.stale], [conversation.id, 'Twelve', false]);
  await newMessage(me, conversation, { body: secret, visibility: 'internal' });
  assert.deepEqual(await got(guest.get(path)), kept, 'a note makes nothing stale');
  await newMessage(me, conversation, { body: 'And how large?', visibility: 'client' });
  assert.equal((await got(guest.get(path))).stale, true);
  assert.equal((await got(guest.put(path, { body: 'Twelve of', message_id: null }))).body, 'Twelve of');

  const other = await guestOf(t, me, { client_id: client.id });
  assert.equal((await other.get(path)).status, 404, 'of another browser');
  assert.ok(!(await me.get(`/conversations/${conversation.id}`)).text.includes('Twelve'));
  const looking = await guestOf(t, me, { client_id: client.id }, 'view');
  for (const answer of [await looking.put(path, { body: 'x', message_id: null }), await looking.delete(path)])
    assert.deepEqual([answer.status, answer.body.code], [403, 'role_not_allowed']);
  const elsewhere = await newConversation(me, await newClient(me), { message: 'Not for Luna' });
  for (const id of [elsewhere.id, nowhere()]) {
    assert.equal((await guest.put(`${portal({ id })}/draft`, { body: 'x', message_id: null })).status, 404);
    assert.equal((await guest.delete(`${portal({ id })}/draft`)).status, 404);
  }

  await made(guest.post(`${portal(conversation)}/messages`, { body: 'Twelve of them.' }));
  assert.equal((await guest.get(path)).status, 404, 'it was sent');
  await got(guest.put(path, { body: 'More', message_id: null }));
  assert.equal((await guest.delete(path)).status, 204);
  assert.equal((await guest.get(path)).status, 404);
});

test('C43: a guest searches what his link shows, and finds nothing else', async () => {
  const { me, client, conversation } = await talking();
  const word = 'Zuckerrohr';
  const project = await newProject(me, { name: `${word} site`, client_id: client.id, visibility: 'client' });
  const shown = await newTask(me, project, { title: `Photos of ${word}`, visibility: 'client' });
  await newTask(me, project, { title: `${word} margin` });
  await newProject(me, { name: `${word} inside`, client_id: client.id });
  const other = await newProject(me, { name: `${word} of others`, client_id: (await newClient(me)).id, visibility: 'client' });
  await newTask(me, other, { title: `${word} of others`, visibility: 'client' });
  const said = await newMessage(me, conversation, { body: `Where is the ${word}?`, visibility: 'client' });
  await newMessage(me, conversation, { body: `${word}: ${secret}`, visibility: 'internal' });
  const stranger = await t.tenant();
  const theirs = await newProject(stranger, { name: `${word} abroad`, client_id: (await newClient(stranger)).id, visibility: 'client' });
  await newTask(stranger, theirs, { title: `${word} abroad`, visibility: 'client' });

  const find = async (scope, q = 'zuckerr') => {
    const guest = await guestOf(t, me, scope, 'view');
    const answer = await guest.get(`/portal/search?q=${encodeURIComponent(q)}`);
    assert.equal(answer.status, 200, answer.text);
    assert.ok(!answer.text.includes(secret));
    return answer.body.data;
  };
  const hits = await find({ client_id: client.id });
  assert.deepEqual(hits.map(({ type, id }) => `${type} ${id}`).sort(), [`message ${said.id}`, `project ${project.id}`, `task ${shown.id}`].sort());
  const message = hits.find(({ type }) => type === 'message');
  assert.deepEqual([message.conversation_id, message.excerpt.find(({ hit }) => hit).text], [conversation.id, word]);
  assert.deepEqual((await find({ project_id: project.id })).map(({ id }) => id).sort(), [project.id, shown.id].sort());
  assert.deepEqual((await find({ task_id: shown.id })).map(({ id }) => id), [shown.id]);
  assert.deepEqual((await find({ client_id: client.id }, 'Photos')).map(({ type }) => type).sort(), ['conversation', 'task']);
  assert.deepEqual(await find({ client_id: client.id }, "%' or 1=1"), []);
});
