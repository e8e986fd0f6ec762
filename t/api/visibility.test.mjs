// What a client may see: set on projects, tasks and comments, and decided by the parent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { got, newClient, newComment, newProject, newTask } from './lib/work.mjs';

const t = await suite();

const show = (me, path, visibility = 'client') => me.api('PUT', `${path}/visibility`, { body: { visibility } });

const inherited = (answer) => {
  assert.equal(answer.status, 409, answer.text);
  assert.equal(answer.body.code, 'inherited');
  assert.equal(answer.body.errors[0].pointer, '/visibility');
};

test('in a hidden project no task can be shown, whichever way it is asked for', async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  const task = await newTask(me, project);
  inherited(await show(me, `/tasks/${task.id}`));
  inherited(await me.patch(`/tasks/${task.id}`, { visibility: 'client' }, task.rev));
  inherited(await me.post(`/projects/${project.id}/tasks`, { title: 'Seen', visibility: 'client' }));
  const bulk = await me.post('/tasks/bulk', {
    atomic: false,
    ops: [{ op: 'update', id: task.id, if_rev: task.rev, data: { visibility: 'client' } }],
  });
  assert.equal(bulk.body.data[0].code, 'inherited', bulk.text);
  assert.deepEqual(await got(me.get(`/tasks/${task.id}`)), task);
});

test('on a hidden task no comment is for the client', async () => {
  const me = await t.tenant();
  const project = await newProject(me, { visibility: 'client' });
  const task = await newTask(me, project);
  inherited(await me.post(`/tasks/${task.id}/comments`, { body: 'x', visibility: 'client' }));
  await got(show(me, `/tasks/${task.id}`));
  assert.equal((await newComment(me, task, { visibility: 'client' })).visibility, 'client');
});

test('a project hides what is in it, and shows the same again', async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  assert.equal((await got(show(me, `/projects/${project.id}`))).visibility, 'client');
  const shown = await got(show(me, `/tasks/${(await newTask(me, project)).id}`));
  const hidden = await newTask(me, project);
  const comment = await newComment(me, shown, { visibility: 'client' });
  const state = async () => {
    const rows = await Promise.all(
      [`/tasks/${shown.id}`, `/tasks/${hidden.id}`, `/comments/${comment.id}`].map((path) => got(me.get(path))),
    );
    return rows.map((row) => `${row.visibility} ${row.visibility_inherited} ${row.rev}`);
  };
  const before = await state();
  assert.deepEqual(before, ['client false 2', 'internal false 1', 'client false 1']);
  await got(show(me, `/projects/${project.id}`, 'internal'));
  assert.deepEqual(await state(), ['internal true 2', 'internal false 1', 'internal true 1']);
  await got(show(me, `/projects/${project.id}`));
  assert.deepEqual(await state(), before);

  await got(show(me, `/projects/${project.id}`, 'internal'));
  assert.equal((await got(show(me, `/tasks/${shown.id}`, 'internal'))).visibility_inherited, false);
  await got(show(me, `/projects/${project.id}`));
  assert.equal((await got(me.get(`/tasks/${shown.id}`))).visibility, 'internal', 'hidden by itself in the meantime');
});

test('what one client sees is not shown to another', async () => {
  const me = await t.tenant();
  const [luna, nord] = [await newClient(me), await newClient(me, { name: 'Luna' })];
  const project = await newProject(me, { client_id: luna.id, visibility: 'client' });
  const other = await newProject(me, { client_id: nord.id, visibility: 'client' });
  const sister = await newProject(me, { client_id: luna.id, visibility: 'client' });
  const move = async (to) => {
    const task = await newTask(me, project, { visibility: 'client' });
    return (await got(me.post(`/tasks/${task.id}/move`, { project_id: to.id, column_id: to.columns[0].id }))).visibility;
  };
  assert.equal(await move(other), 'internal');
  assert.equal(await move(sister), 'client');
  const moved = await got(me.patch(`/projects/${project.id}`, { client_id: nord.id }, project.rev));
  assert.equal(moved.visibility, 'internal');
});

test('words for one client stay hidden from the next, also when the task is shown to her', async () => {
  const me = await t.tenant();
  const [luna, nord] = [await newClient(me), await newClient(me, { name: 'Luna' })];
  const project = await newProject(me, { client_id: luna.id, visibility: 'client' });
  const other = await newProject(me, { client_id: nord.id, visibility: 'client' });
  const said = async (task) => (await got(me.get(`/tasks/${task.id}/comments`))).map(({ visibility }) => visibility);
  const [goes, stays] = [
    await newTask(me, project, { visibility: 'client' }),
    await newTask(me, project, { visibility: 'client' }),
  ];
  for (const task of [goes, stays]) await newComment(me, task, { visibility: 'client' });

  await got(me.post(`/tasks/${goes.id}/move`, { project_id: other.id, column_id: other.columns[0].id }));
  await got(show(me, `/tasks/${goes.id}`));
  assert.deepEqual(await said(goes), ['internal']);

  await got(show(me, `/projects/${project.id}`, 'internal'));
  const { rev } = await got(me.get(`/projects/${project.id}`));
  await got(me.patch(`/projects/${project.id}`, { client_id: nord.id }, rev));
  await got(show(me, `/projects/${project.id}`));
  assert.equal((await got(me.get(`/tasks/${stays.id}`))).visibility, 'internal');
  await got(show(me, `/tasks/${stays.id}`));
  assert.deepEqual(await said(stays), ['internal']);
});

test('an old version hides a task, and never shows one', async () => {
  const me = await t.tenant();
  const [luna, nord] = [await newClient(me), await newClient(me, { name: 'Luna' })];
  const project = await newProject(me, { client_id: luna.id, visibility: 'client' });
  const other = await newProject(me, { client_id: nord.id, visibility: 'client' });
  const restored = async (task, rev = 1) => (await got(me.post(`/tasks/${task.id}/versions/${rev}/restore`))).visibility;

  const [hidden, moved] = [await newTask(me, project, { visibility: 'client' }), await newTask(me, project, { visibility: 'client' })];
  await got(show(me, `/tasks/${hidden.id}`, 'internal'));
  assert.equal(await restored(hidden), 'internal');
  await got(me.post(`/tasks/${moved.id}/move`, { project_id: other.id, column_id: other.columns[0].id }));
  await got(show(me, `/tasks/${moved.id}`, 'internal'));
  assert.equal(await restored(moved), 'internal', 'what was for one client is not shown to the next');

  await got(show(me, `/tasks/${hidden.id}`));
  assert.equal(await restored(hidden, 2), 'internal');
});
