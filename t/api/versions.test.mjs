// What a task was, what changed, and the way back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { everything, got, newMember, newProject, newTask } from './lib/work.mjs';

const t = await suite();

const board = async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  return { me, project, columns: project.columns.map(({ id }) => id) };
};

/** A task as its version keeps it. */
const kept = (task) => {
  const { id, number, comment_count, source, source_message_id, visibility_inherited, rev, created_by, created_at, updated_at, ...rest } = task;
  return rest;
};

/** Three revisions: made, renamed and moved. */
const history = async () => {
  const { me, project, columns } = await board();
  const first = await newTask(me, project, {
    title: 'one',
    priority: 1,
    due_at: '2026-03-12T17:00:00.5Z',
    description: 'd',
  });
  const second = await got(me.patch(`/tasks/${first.id}`, { title: 'two', due_at: null, priority: 4 }, 1));
  const third = await got(me.post(`/tasks/${first.id}/move`, { column_id: columns[3] }));
  return { me, project, columns, id: first.id, tasks: [first, second, third] };
};

const sorted = (list) => [...list].sort();

test('every change is a version, newest first, with who, when and what', async () => {
  const { me, id, tasks } = await history();
  const versions = await everything(me, `/tasks/${id}/versions`, 2);
  assert.deepEqual(
    versions.map(({ rev, op }) => [rev, op]),
    [
      [3, 'update'],
      [2, 'update'],
      [1, 'insert'],
    ],
  );
  assert.deepEqual(sorted(versions[1].changed), ['due_at', 'priority', 'title']);
  assert.deepEqual(
    sorted(versions[0].changed),
    sorted(['column_id', 'status', 'completed_at', 'rank'].filter((name) => tasks[2][name] !== tasks[1][name])),
  );
  for (const { actor_id, actor_kind, request_id } of versions) {
    assert.deepEqual([actor_id, actor_kind], [me.user.id, 'member']);
    assert.match(request_id, /^[\w.-]{8,64}$/);
  }
});

test('a version is the whole task as it was', async () => {
  const { me, id, tasks } = await history();
  for (const task of tasks) {
    const version = await got(me.get(`/tasks/${id}/versions/${task.rev}`));
    const moment = (value) => value && Date.parse(value);
    const normal = (one) => ({ ...one, due_at: moment(one.due_at), completed_at: moment(one.completed_at) });
    assert.deepEqual(normal(version.task), normal(kept(task)), `rev ${task.rev}`);
  }
  for (const rev of [4, 99, 2147483647]) assert.equal((await me.get(`/tasks/${id}/versions/${rev}`)).status, 404);
  for (const rev of ['0', '-1', 'x', '1.5', '2147483648', '1e1'])
    assert.equal((await me.get(`/tasks/${id}/versions/${rev}`)).status, 400, rev);
});

test('a diff names each field that differs with both values, in either direction', async () => {
  const { me, id } = await history();
  const diff = async (from, to) => got(me.get(`/tasks/${id}/versions/diff?from=${from}&to=${to}`));
  const forth = await diff(1, 2);
  assert.deepEqual([forth.from, forth.to], [1, 2]);
  const changes = Object.fromEntries(forth.changes.map(({ field, from, to }) => [field, [from, to]]));
  assert.deepEqual(Object.keys(changes).sort(), ['due_at', 'priority', 'title']);
  assert.deepEqual(changes.title, ['one', 'two']);
  assert.deepEqual(changes.priority, [1, 4]);
  assert.equal(Date.parse(changes.due_at[0]), Date.parse('2026-03-12T17:00:00.5Z'));
  assert.equal(changes.due_at[1], null);

  const back = await diff(2, 1);
  assert.deepEqual(
    back.changes.map(({ field, from, to }) => [field, to, from]),
    forth.changes.map(({ field, from, to }) => [field, from, to]),
  );
  assert.deepEqual((await diff(2, 2)).changes, []);
  const far = await diff(1, 3);
  assert.ok(far.changes.some(({ field }) => field === 'title') && far.changes.some(({ field }) => field === 'status'));
  assert.equal((await me.get(`/tasks/${id}/versions/diff?from=1&to=9`)).status, 404);
  assert.equal((await me.get(`/tasks/${id}/versions/diff?from=1`)).status, 400);
});

test('restore makes the old state a new version, and loses none', async () => {
  const { me, id, tasks } = await history();
  const restored = await got(me.post(`/tasks/${id}/versions/1/restore`));
  assert.equal(restored.rev, 4);
  for (const name of [
    'title',
    'description',
    'priority',
    'due_at',
    'column_id',
    'status',
    'completed_at',
    'assignee_id',
    'visibility',
  ]) {
    assert.deepEqual(restored[name], tasks[0][name], name);
  }
  const versions = await everything(me, `/tasks/${id}/versions`);
  assert.deepEqual(
    versions.map(({ rev, op }) => [rev, op]),
    [
      [4, 'restore'],
      [3, 'update'],
      [2, 'update'],
      [1, 'insert'],
    ],
  );
  assert.deepEqual(await got(me.get(`/tasks/${id}`)), restored);

  const again = await got(me.post(`/tasks/${id}/versions/3/restore`));
  assert.deepEqual([again.title, again.status, again.rev], ['two', 'done', 5]);
  assert.equal((await me.post(`/tasks/${id}/versions/77/restore`)).status, 404);
});

test('restoring what is already so is no new version', async () => {
  const { me, id } = await history();
  const now = await got(me.get(`/tasks/${id}`));
  assert.deepEqual(await got(me.post(`/tasks/${id}/versions/3/restore`)), now);
});

test('restore gives up what is not there any more: a member who left', async () => {
  const { me, project } = await board();
  const member = await newMember(t, me);
  const task = await newTask(me, project, { assignee_id: member.user.id, title: 'his' });
  await got(me.patch(`/tasks/${task.id}`, { assignee_id: null, title: "nobody's" }, 1));
  await t.sql(`delete from app.memberships where workspace_id = '${me.workspace}' and user_id = '${member.user.id}'`);
  const restored = await got(me.post(`/tasks/${task.id}/versions/1/restore`));
  assert.deepEqual([restored.title, restored.assignee_id], ['his', null]);
});

test('a task that was moved to another project is restored where it is, or there, but in one piece', async () => {
  const { me, project } = await board();
  const target = await newProject(me, { name: 'Target' });
  const task = await newTask(me, project, { title: 'one' });
  await got(me.post(`/tasks/${task.id}/move`, { column_id: target.columns[0].id, project_id: target.id }));
  const restored = await got(me.post(`/tasks/${task.id}/versions/1/restore`));
  const owner = [project, target].find(({ id }) => id === restored.project_id);
  assert.ok(
    owner.columns.some(({ id }) => id === restored.column_id),
    'the column is of the project',
  );
  assert.equal(restored.title, 'one');
});

test('a version tells who made the change', async () => {
  const { me, project } = await board();
  const member = await newMember(t, me);
  const task = await newTask(me, project);
  await got(member.patch(`/tasks/${task.id}`, { title: 'By the second person' }, 1));
  const [second, first] = await everything(me, `/tasks/${task.id}/versions`);
  assert.deepEqual([first.actor_id, second.actor_id], [me.user.id, member.user.id]);
});
