// GET /search/suggest: what begins with the letters typed so far.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { got, newClient, newContact, newConversation, newMember, newProject, newTask } from './lib/work.mjs';

const t = await suite();

const suggest = (me, q, more = '') => got(me.get(`/search/suggest?q=${encodeURIComponent(q)}${more}`));
const names = async (me, q, more) => (await suggest(me, q, more)).map(({ type, title }) => `${type}: ${title}`);

const furnished = async () => {
  const me = await t.tenant();
  const client = await newClient(me, { name: 'Lunar Bakery' });
  const project = await newProject(me, { client_id: client.id, name: 'Lunch menu', code: 'MENU' });
  const task = await newTask(me, project, { title: 'Lunch photos' });
  await newContact(me, client, { name: 'Marta Lundqvist' });
  await newConversation(me, client, { subject: 'Lunch on Friday', project_id: project.id, visibility: 'internal' });
  return { me, client, project, task };
};

test('names of all kinds that begin with it, one kind after the other; last names too', async () => {
  const { me, client, project, task } = await furnished();
  const all = ['client: Lunar Bakery', 'project: Lunch menu', 'task: Lunch photos', 'contact: Marta Lundqvist', 'conversation: Lunch on Friday'];
  for (const q of ['lun', 'LUN', 'Lun']) assert.deepEqual(await names(me, q), all, q);
  assert.deepEqual(await names(me, 'lunch '), ['project: Lunch menu', 'task: Lunch photos', 'conversation: Lunch on Friday']);
  assert.deepEqual(await names(me, 'marta l'), ['contact: Marta Lundqvist']);
  assert.deepEqual(await names(me, 'menu'), [], 'words inside are for the search');
  assert.deepEqual(await names(me, 'lun', '&limit=2'), all.slice(0, 2));
  const [, , found] = await suggest(me, 'lun');
  assert.deepEqual(found, {
    type: 'task', id: task.id, title: task.title, number: 1, client_id: client.id, client_name: client.name,
    project_id: project.id, project_name: project.name, status: 'todo',
  });
});

test('a task by its number, with and without the code of its project', async () => {
  const { me, project } = await furnished();
  const second = await newTask(me, project, { title: 'Second' });
  await newTask(me, await newProject(me, { code: 'OTHER' }), { title: 'Of the other' });
  for (const q of ['2', '#2', 'MENU-2', 'menu-2', ' #2 ']) assert.deepEqual((await suggest(me, q)).map(({ id }) => id), [second.id], q);
  assert.deepEqual(await names(me, '1'), ['task: Lunch photos', 'task: Of the other']);
  assert.deepEqual(await names(me, 'other-1'), ['task: Of the other']);
  for (const q of ['3', 'MENU-3', 'NONE-1', '99999999999']) assert.deepEqual(await names(me, q), [], q);
  await got(me.post(`/tasks/${second.id}/complete`));
  assert.deepEqual(await names(me, 'MENU-2'), ['task: Second'], 'also when it is done');
  assert.deepEqual(await names(me, 'second'), [], 'by name only what is open');
});

test('what is typed is never a pattern', async () => {
  const me = await t.tenant();
  for (const name of ['100% wool', '_under', "O'Neill \\ Co", 'Äther', '中文']) await newClient(me, { name });
  for (const [q, found] of [['%', 0], ['100%', 1], ['_', 1], ["o'n", 1], ["o'neill \\", 1], ['ä', 1], ['Ä', 1], ['中', 1], ['.*', 0], ['\u{10ffff}', 0]])
    assert.equal((await suggest(me, q)).length, found, q);
  for (const query of ['', '?q=', `?q=${'x'.repeat(101)}`]) assert.equal((await me.get(`/search/suggest${query}`)).status, 400, query);
});

test('at most twenty of a kind, however many there are; what is deleted is gone', async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  await got(me.post('/tasks/bulk', { ops: Array.from({ length: 30 }, (_, i) => ({ op: 'create', project_id: project.id, data: { title: `Zeta ${String(i).padStart(2, '0')}` } })) }));
  const found = await suggest(me, 'zeta', '&limit=100');
  assert.deepEqual(found.map(({ title }) => title), Array.from({ length: 20 }, (_, i) => `Zeta ${String(i).padStart(2, '0')}`));
  await me.delete(`/tasks/${found[0].id}`, 1);
  assert.equal((await suggest(me, 'zeta 00')).length, 0);
});

test('C24: nothing of another workspace, and of unlisted projects nothing to a member of listed ones', async () => {
  const { me, project } = await furnished();
  const stranger = await t.tenant();
  assert.deepEqual(await names(stranger, 'lun'), []);
  const member = await newMember(t, me);
  await newTask(me, await newProject(me, { name: 'Lunar secret' }), { title: 'Lunar secret task' });
  assert.equal((await names(member, 'lun')).length, 7);
  await got(me.api('PUT', `/members/${member.user.id}/projects`, { body: { scope: 'listed', project_ids: [project.id] } }));
  const seen = await names(member, 'lun');
  assert.ok(seen.includes('project: Lunch menu') && seen.includes('task: Lunch photos'), seen.join());
  assert.ok(!seen.some((name) => name.includes('secret')), seen.join());
});
