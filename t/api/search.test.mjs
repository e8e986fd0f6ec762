// GET /search and /search/suggest where a word is everywhere: the newest of what the
// caller may see.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { newGuest, share } from './lib/shares.mjs';
import { got, newClient, newConversation, newMember, newMessage, newProject, newTask } from './lib/work.mjs';

const t = await suite();
const ids = async (asking) => (await got(asking)).map(({ id }) => id);

/** So many tasks of a project called "Banner n", below the API. */
const banners = (project, n) =>
  t.sql(`insert into app.tasks (workspace_id, project_id, title, created_by)
    select p.workspace_id, p.id, 'Banner ' || g, p.created_by from app.projects p, generate_series(1, ${n}) g where p.id = '${project.id}'`);

test('a member finds what is in listed projects, however much of the same is in others', async () => {
  const me = await t.tenant();
  const [seen, hidden] = [await newProject(me), await newProject(me)];
  const member = await newMember(t, me);
  await got(me.put(`/members/${member.user.id}/projects`, { scope: 'listed', project_ids: [seen.id] }));
  await banners(hidden, 1200);
  const mine = await newTask(me, seen, { title: 'Banner of mine' });
  await banners(hidden, 300);

  assert.deepEqual(await ids(member.get('/search?q=banner')), [mine.id]);
  assert.deepEqual(await ids(member.get('/search/suggest?q=banner')), [mine.id]);
});

test('of a word that is everywhere, the newest is found', async () => {
  const me = await t.tenant();
  const client = await newClient(me);
  const project = await newProject(me, { client_id: client.id, visibility: 'client' });
  const talk = await newConversation(me, client, { subject: 'News' });
  await banners(project, 1500);
  await t.sql(`insert into app.messages (workspace_id, conversation_id, author_id, visibility, body)
    select workspace_id, id, created_by, 'client', 'The invoice ' || g from app.conversations, generate_series(1, 1500) g where id = '${talk.id}'`);
  await t.sql('analyze app.tasks, app.messages');
  const task = await newTask(me, project, { title: 'Banner at last', visibility: 'client' });
  const message = await newMessage(me, talk, { body: 'The invoice at last' });
  const guest = await newGuest(t, await share(me, 'client', client.id), { name: 'Marta' });

  for (const asked of [(q) => me.get(`/search?q=${q}`), (q) => guest.get(`/portal/search?q=${q}`)]) {
    assert.equal((await ids(asked('invoice')))[0], message.id);
    assert.ok((await ids(asked('banner'))).includes(task.id));
  }
});
