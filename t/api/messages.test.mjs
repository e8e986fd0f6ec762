// Messages and notes, their versions, reactions, tasks out of them; contacts; search.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import {
  everything,
  got,
  made,
  newClient,
  newContact,
  newConversation,
  newMember,
  newMessage,
  newProject,
  newTask,
  nowhere,
} from './lib/work.mjs';

const t = await suite();

const talking = async () => {
  const me = await t.tenant({ name: 'Ada Berg' });
  const client = await newClient(me);
  const conversation = await newConversation(me, client);
  return { me, client, conversation };
};

test('a message has its author, its number and its text as written', async () => {
  const { me, conversation } = await talking();
  const body = '**Bold** <script>alert(1)</script>\n\n> quoted 👩‍👩‍👧';
  const message = await newMessage(me, conversation, { body });
  const { seq, author_kind, author_id, author_name, channel, visibility, reactions, tasks, rev } = message;
  assert.deepEqual(
    { seq, author_kind, author_id, author_name, channel, visibility, reactions, tasks, rev, body: message.body },
    {
      seq: 1,
      author_kind: 'member',
      author_id: me.user.id,
      author_name: 'Ada Berg',
      channel: 'app',
      visibility: 'client',
      reactions: [],
      tasks: [],
      rev: 1,
      body,
    },
  );
  assert.deepEqual(await everything(me, `/conversations/${conversation.id}/messages`), [message]);
  assert.deepEqual(await got(me.get(`/messages/${message.id}`)), message);
});

test('who may see it has to be said, and is never changed', async () => {
  const { me, client, conversation } = await talking();
  const path = `/conversations/${conversation.id}/messages`;
  const silent = await me.post(path, { body: 'x' });
  assert.equal(silent.status, 422);
  assert.equal(silent.body.errors[0].pointer, '/visibility');
  const note = await newMessage(me, conversation, { visibility: 'internal' });
  assert.equal((await me.patch(`/messages/${note.id}`, { body: 'x', visibility: 'client' }, 1)).status, 422);
  const answer = await newMessage(me, conversation, { visibility: 'client', reply_to_id: note.id });
  assert.equal(answer.visibility, 'internal', 'an answer to a note is a note');

  const ours = await newConversation(me, client, { visibility: 'internal' });
  const refused = await me.post(`/conversations/${ours.id}/messages`, { body: 'x', visibility: 'client' });
  assert.deepEqual([refused.status, refused.body.code], [409, 'inherited']);
});

test('an answer is to a message of the same conversation that is there', async () => {
  const { me, client, conversation } = await talking();
  const elsewhere = await newMessage(me, await newConversation(me, client));
  const gone = await newMessage(me, conversation);
  assert.equal((await me.delete(`/messages/${gone.id}`, 1)).status, 204);
  for (const reply_to_id of [elsewhere.id, gone.id, nowhere()]) {
    const path = `/conversations/${conversation.id}/messages`;
    const answer = await me.post(path, { body: 'x', visibility: 'client', reply_to_id });
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.errors[0].pointer, '/reply_to_id');
  }
  assert.equal((await newMessage(me, conversation)).seq, 2, 'what was refused took no number');
});

test('an own message can be changed, with every version kept; an owner may delete another\'s', async () => {
  const { me, conversation } = await talking();
  const colleague = await newMember(t, me);
  const message = await newMessage(colleague, conversation, { body: 'On Friday?' });
  const path = `/messages/${message.id}`;
  assert.equal((await me.patch(path, { body: 'x' }, 1)).body.code, 'not_author');
  const changed = await got(colleague.patch(path, { body: 'On Monday?' }, 1));
  assert.deepEqual([changed.body, changed.rev, changed.seq], ['On Monday?', 2, 1]);
  const stale = await colleague.patch(path, { body: 'x' }, 1);
  assert.deepEqual([stale.status, stale.body.current.body], [412, 'On Monday?']);
  const versions = await everything(me, `${path}/versions?sort=rev`, 1);
  assert.deepEqual(
    versions.map(({ rev, op, body, actor_id }) => [rev, op, body, actor_id]),
    [
      [1, 'insert', 'On Friday?', colleague.user.id],
      [2, 'update', 'On Monday?', colleague.user.id],
    ],
  );
  const mine = await newMessage(me, conversation);
  assert.equal((await colleague.delete(`/messages/${mine.id}`, 1)).status, 403);
  assert.equal((await me.delete(path, 2)).status, 204);
  assert.equal((await me.get(path)).status, 404);
  assert.equal((await me.get(`${path}/versions`)).status, 404);
});

test('messages come oldest first, or newest, behind a number, and by who may see them', async () => {
  const { me, conversation } = await talking();
  for (let i = 1; i <= 6; i++)
    await newMessage(me, conversation, { body: `m${i}`, visibility: i % 2 ? 'client' : 'internal' });
  const bodies = async (query) =>
    (await everything(me, `/conversations/${conversation.id}/messages?${query}`, 2)).map(({ body }) => body).join();
  assert.equal(await bodies(''), 'm1,m2,m3,m4,m5,m6');
  assert.equal(await bodies('sort=-seq'), 'm6,m5,m4,m3,m2,m1');
  assert.equal(await bodies('filter[seq][gt]=4'), 'm5,m6');
  assert.equal(await bodies('filter[visibility]=internal'), 'm2,m4,m6');
  assert.equal((await me.get(`/conversations/${nowhere()}/messages`)).status, 404);
});

test('reactions are one a person and kind', async () => {
  const { me, conversation } = await talking();
  const colleague = await newMember(t, me);
  const message = await newMessage(me, conversation);
  const path = `/messages/${message.id}/reactions`;
  await got(me.put(`${path}/heart`));
  await got(me.put(`${path}/heart`));
  const { reactions } = await got(colleague.put(`${path}/heart`));
  assert.deepEqual(reactions, [{ reaction: 'heart', count: 2, mine: true }]);
  await got(colleague.put(`${path}/eyes`));
  assert.deepEqual((await got(me.get(`/messages/${message.id}`))).reactions, [
    { reaction: 'heart', count: 2, mine: true },
    { reaction: 'eyes', count: 1, mine: false },
  ]);
  assert.equal((await colleague.delete(`${path}/heart`)).status, 204);
  assert.equal((await colleague.delete(`${path}/heart`)).status, 204);
  assert.deepEqual((await got(colleague.get(`/messages/${message.id}`))).reactions, [
    { reaction: 'heart', count: 1, mine: false },
    { reaction: 'eyes', count: 1, mine: true },
  ]);
  assert.equal((await me.put(`${path}/laser`)).status, 400);
  assert.equal((await got(me.get(`/messages/${message.id}`))).rev, 1, 'no version of the message');
});

test('a task out of a message: the link is kept both ways', async () => {
  const { me, client, conversation } = await talking();
  const project = await newProject(me, { client_id: client.id });
  const message = await newMessage(me, conversation, { body: 'Please photograph twelve dishes\n\nSquare ones.' });
  const path = `/messages/${message.id}/tasks`;
  const missing = await me.post(path, {});
  assert.equal(missing.status, 422);
  assert.equal(missing.body.errors[0].pointer, '/project_id');
  assert.equal((await me.post(path, { project_id: nowhere() })).status, 422);

  const task = await made(me.post(path, { project_id: project.id, priority: 3 }));
  assert.deepEqual(
    [task.title, task.description, task.priority, task.visibility, task.source_message_id],
    ['Please photograph twelve dishes', message.body, 3, 'internal', message.id],
  );
  assert.equal((await got(me.get(`/tasks/${task.id}`))).source_message_id, message.id);
  assert.deepEqual((await got(me.get(`/messages/${message.id}`))).tasks, [
    { id: task.id, title: task.title, number: task.number, status: 'todo', project_id: project.id },
  ]);

  await got(me.patch(`/conversations/${conversation.id}`, { project_id: project.id, visibility: 'internal' }, 1));
  const second = await made(me.post(path, { title: 'Ask Marta' }));
  assert.deepEqual([second.project_id, second.title], [project.id, 'Ask Marta']);
  assert.equal((await newTask(me, project)).source_message_id, null);
});

test('the first contact is the primary one until another is; an address is one contact\'s', async () => {
  const { me, client } = await talking();
  const marta = await newContact(me, client, { email: 'Marta@Example.com' });
  assert.deepEqual([marta.is_primary, marta.email], [true, 'marta@example.com']);
  const jan = await newContact(me, client, { name: 'Jan', is_primary: true });
  const listed = await everything(me, `/clients/${client.id}/contacts`, 1);
  assert.deepEqual(
    listed.map(({ name, is_primary, rev }) => [name, is_primary, rev]),
    [
      ['Jan', true, 1],
      ['Marta Luna', false, 2],
    ],
  );
  const twice = await me.patch(`/contacts/${jan.id}`, { email: 'marta@example.com' }, 1);
  assert.deepEqual([twice.status, twice.body.code], [409, 'duplicate']);
  const changed = await got(me.patch(`/contacts/${marta.id}`, { phone: '+49 30 1', email: null }, 2));
  assert.deepEqual([changed.phone, changed.email, changed.rev], ['+49 30 1', null, 3]);
  assert.equal((await me.delete(`/contacts/${marta.id}`, 3)).status, 204);
  assert.equal((await me.get(`/contacts/${marta.id}`)).status, 404);
  assert.equal((await me.get(`/clients/${nowhere()}/contacts`)).status, 404);
  assert.equal((await me.post(`/clients/${nowhere()}/contacts`, { name: 'x' })).status, 404);
});

test('one search finds all kinds, a title before a text, with the words marked', async () => {
  const { me, client } = await talking();
  const project = await newProject(me, { client_id: client.id, name: 'The lantern', description: 'x' });
  const task = await newTask(me, project, { title: 'Paint it', description: 'Paint the lantern red, <b>please</b>.' });
  const contact = await newContact(me, client, { name: 'Lantern Smith' });
  const talk = await newConversation(me, client, { subject: 'Lanterns', message: 'Is the lantern ready?' });
  const other = await newClient(me, { name: 'Nothing of it' });

  const hits = (await me.get('/search?q=lanter')).body.data;
  assert.deepEqual(hits.map(({ type }) => type).sort(), ['contact', 'conversation', 'message', 'project', 'task']);
  const of = (type) => hits.find((hit) => hit.type === type);
  assert.deepEqual(of('project').title, [
    { text: 'The ', hit: false },
    { text: 'lantern', hit: true },
  ]);
  assert.match(of('task').excerpt.map(({ text }) => text).join(''), /^Paint the lantern red,/);
  assert.deepEqual(of('task').excerpt.filter(({ hit }) => hit), [{ text: 'lantern', hit: true }]);
  assert.deepEqual([of('task').id, of('task').number, of('contact').id], [task.id, task.number, contact.id]);
  assert.deepEqual([of('message').conversation_id, of('message').client_name], [talk.id, client.name]);
  assert.equal(hits.at(-1).type, 'task', 'words in the text only come last');
  assert.ok(!hits.some(({ id }) => id === other.id));

  const types = async (query) => (await got(me.get(`/search?${query}`))).map(({ type }) => type).join();
  assert.equal(await types('q=lantern&types=task'), 'task');
  assert.equal(await types('q=lantern&types=project,contact&limit=1').then((s) => s.split(',').length), 1);
  assert.equal(await types(`q=${encodeURIComponent("lantern' | !oil <-> (:*")}`), '');
  assert.equal(await types('q=%25%26'), '');
  assert.equal((await me.get('/search?q=lantern&types=users')).status, 400);
  assert.equal((await me.get('/search')).status, 400);
});

test('what is deleted is found no more, and nobody finds what is of another workspace', async () => {
  const { me, conversation } = await talking();
  const message = await newMessage(me, conversation, { body: 'Xylophone' });
  const find = async (who) => (await got(who.get('/search?q=xylophone'))).length;
  assert.equal(await find(me), 1);
  assert.equal(await find(await t.tenant()), 0);
  await me.delete(`/messages/${message.id}`, 1);
  assert.equal(await find(me), 0);
});
