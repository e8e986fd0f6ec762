// Tasks on a board: columns, states, places, many at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { everything, got, newComment, newMember, newProject, newTask, nowhere } from './lib/work.mjs';

const t = await suite({ pool: 'connections=4 timeout=5s' });

const board = async () => {
  const me = await t.tenant();
  const project = await newProject(me, { visibility: 'client' });
  const [todo, doing, review, done] = project.columns.map(({ id }) => id);
  return { me, project, todo, doing, review, done };
};

/** Titles of a column, from top to bottom. */
const column = async (me, project, id) =>
  (await everything(me, `/projects/${project.id}/tasks?filter[column_id]=${id}`)).map(({ title }) => title);

const add = async (me, project, ...titles) => {
  const tasks = {};
  for (const title of titles) tasks[title] = await newTask(me, project, { title });
  return tasks;
};

const move = (me, task, body) => got(me.post(`/tasks/${task.id}/move`, body));

test('a task starts at the end of the first column, with the next number, internal and open', async () => {
  const { me, project, todo } = await board();
  const first = await newTask(me, project, { title: 'First' });
  const second = await newTask(me, project, { title: 'Second' });
  assert.deepEqual([first.number, second.number], [1, 2]);
  assert.ok(first.rank < second.rank);
  const {
    column_id,
    status,
    priority,
    description,
    visibility,
    completed_at,
    comment_count,
    rev,
    created_by,
    assignee_id,
  } = first;
  assert.deepEqual(
    { column_id, status, priority, description, visibility, completed_at, comment_count, rev, created_by, assignee_id },
    {
      column_id: todo,
      status: 'todo',
      priority: 0,
      description: '',
      visibility: 'internal',
      completed_at: null,
      comment_count: 0,
      rev: 1,
      created_by: me.user.id,
      assignee_id: null,
    },
  );
  assert.deepEqual(await got(me.get(`/tasks/${first.id}`)), first);
});

test('a task keeps all that it is given; moments and days come back as they were', async () => {
  const { me, project, review } = await board();
  const fields = {
    title: 'Photos',
    description: '# Twelve\n\n- dishes',
    column_id: review,
    priority: 4,
    assignee_id: me.user.id,
    start_on: '2028-02-29',
    estimate_minutes: 1000000,
    visibility: 'client',
  };
  const task = await newTask(me, project, { ...fields, due_at: '2026-03-12T18:00:00.5+01:00' });
  for (const [name, value] of Object.entries(fields)) assert.deepEqual(task[name], value, name);
  assert.equal(Date.parse(task.due_at), Date.parse('2026-03-12T17:00:00.5Z'));
  assert.equal(task.status, 'doing');
  for (const due of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-06-30T23:59:60Z']) {
    const answer = await me.post(`/projects/${project.id}/tasks`, { title: 'Edge', due_at: due });
    assert.ok([201, 422].includes(answer.status), `${due}: ${answer.text}`);
  }
});

test('numbers are never given twice, also with eight writers at once and after a deletion', async () => {
  const { me, project } = await board();
  const made = await Promise.all(
    Array.from({ length: 24 }, (_, i) => newTask(me.clone(), project, { title: `n${i}` })),
  );
  assert.deepEqual(
    made.map(({ number }) => number).sort((a, b) => a - b),
    Array.from({ length: 24 }, (_, i) => i + 1),
  );
  assert.equal(new Set(made.map(({ rank }) => rank)).size, 24);
  const last = made.find(({ number }) => number === 24);
  await me.delete(`/tasks/${last.id}`, last.rev);
  assert.equal((await newTask(me, project)).number, 25);
});

test('the state follows the column, and completed_at the state', async () => {
  const { me, project, todo, doing, review, done } = await board();
  const task = await newTask(me, project);
  for (const [id, status] of [
    [doing, 'doing'],
    [review, 'doing'],
    [done, 'done'],
    [todo, 'todo'],
    [done, 'done'],
    [doing, 'doing'],
  ]) {
    const moved = await move(me, task, { column_id: id });
    assert.equal(moved.column_id, id);
    assert.equal(moved.status, status);
    assert.equal(moved.completed_at !== null, status === 'done');
  }
  assert.equal((await newTask(me, project, { column_id: done })).status, 'done');
});

test('complete moves to the done column, reopen to the first; done twice they change nothing', async () => {
  const { me, project, todo, doing, done } = await board();
  const task = await newTask(me, project, { column_id: doing });
  const completed = await got(me.post(`/tasks/${task.id}/complete`));
  assert.deepEqual([completed.status, completed.column_id, completed.rev], ['done', done, 2]);
  assert.ok(completed.completed_at);
  assert.deepEqual(await got(me.post(`/tasks/${task.id}/complete`)), completed);

  const open = await got(me.post(`/tasks/${task.id}/reopen`));
  assert.deepEqual([open.status, open.column_id, open.completed_at, open.rev], ['todo', todo, null, 3]);
  assert.deepEqual(await got(me.post(`/tasks/${task.id}/reopen`)), open);
});

test('move puts a task before, after, between, or at the end', async () => {
  const { me, project, todo, doing } = await board();
  const { a, b, c, d } = await add(me, project, 'a', 'b', 'c', 'd');
  const order = () => column(me, project, todo).then((titles) => titles.join(''));
  assert.equal(await order(), 'abcd');
  await move(me, d, { column_id: todo, before: a.id });
  assert.equal(await order(), 'dabc');
  await move(me, d, { column_id: todo, after: a.id });
  assert.equal(await order(), 'adbc');
  await move(me, a, { column_id: todo, after: b.id, before: c.id });
  assert.equal(await order(), 'dbac');
  await move(me, d, { column_id: todo });
  assert.equal(await order(), 'bacd');
  await move(me, b, { column_id: doing });
  await move(me, c, { column_id: doing, before: b.id });
  assert.equal(await order(), 'ad');
  assert.deepEqual(await column(me, project, doing), ['c', 'b']);
});

test('moving between the same two neighbours does not run out of places', async () => {
  const { me, project, todo } = await board();
  const { a, b, c } = await add(me, project, 'a', 'b', 'c');
  let [low, high] = [b, c];
  for (let i = 0; i < 340; i++) {
    await move(me, low, { column_id: todo, after: a.id, before: high.id });
    [low, high] = [high, low];
  }
  const tasks = await everything(me, `/projects/${project.id}/tasks`);
  assert.deepEqual(
    tasks.map(({ title }) => title),
    ['a', 'c', 'b'],
  );
  assert.ok(
    tasks.every(({ rank }) => rank.length <= 64),
    'ranks stay short',
  );
});

test('a neighbour that is not in the column any more, or never was, is ignored', async () => {
  const { me, project, todo, doing } = await board();
  const { a, b, c } = await add(me, project, 'a', 'b', 'c');
  await move(me, b, { column_id: doing });
  await move(me, a, { column_id: todo, after: b.id });
  assert.deepEqual(await column(me, project, todo), ['c', 'a']);
  await me.delete(`/tasks/${c.id}`, c.rev);
  for (const neighbour of [{ before: c.id }, { after: nowhere() }, { before: null, after: null }]) {
    assert.equal((await move(me, a, { column_id: todo, ...neighbour })).column_id, todo);
  }
});

test('a column of another project is refused, unless the task goes there', async () => {
  const { me, project, todo } = await board();
  const target = await newProject(me, { name: 'Target' });
  const task = await newTask(me, project);
  for (const id of [target.columns[0].id, nowhere()]) {
    const answer = await me.post(`/tasks/${task.id}/move`, { column_id: id });
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.errors[0].pointer, '/column_id');
  }
  await newTask(me, target);
  const moved = await move(me, task, { column_id: target.columns[1].id, project_id: target.id });
  assert.deepEqual(
    [moved.project_id, moved.column_id, moved.status, moved.number],
    [target.id, target.columns[1].id, 'doing', 2],
  );
  assert.deepEqual(await column(me, project, todo), []);
  const activity = (await everything(me, `/projects/${target.id}/activity`)).map(({ entity_id }) => entity_id);
  assert.ok(activity.includes(task.id), 'the new project tells of it');
});

test('twenty moves at once all succeed and end in one order, the same for everybody', async () => {
  const { me, project, todo, doing } = await board();
  const titles = Array.from({ length: 10 }, (_, i) => `t${i}`);
  const tasks = Object.values(await add(me, project, ...titles));
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      me
        .clone()
        .post(`/tasks/${tasks[i % 10].id}/move`, {
          column_id: i % 3 ? todo : doing,
          before: tasks[(i * 7 + 3) % 10].id,
        }),
    ),
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    Array(20).fill(200),
  );

  const seen = await everything(me, `/projects/${project.id}/tasks`);
  assert.equal(seen.length, 10);
  assert.equal(new Set(seen.map((task) => `${task.column_id} ${task.rank}`)).size, 10, 'no two at one place');
  for (const task of seen) {
    const own = await got(me.get(`/tasks/${task.id}`));
    assert.deepEqual([task.rank, task.column_id, task.rev], [own.rank, own.column_id, own.rev]);
    const versions = await everything(me, `/tasks/${task.id}/versions`);
    assert.equal(versions.length, own.rev, 'every step is a version');
  }
  const again = await everything(me, `/projects/${project.id}/tasks`);
  assert.deepEqual(again, seen);
});

test('PATCH changes what it names; null empties, absence keeps, the same again is no version', async () => {
  const { me, project } = await board();
  const task = await newTask(me, project, {
    due_at: '2026-03-12T17:00:00Z',
    assignee_id: me.user.id,
    estimate_minutes: 30,
    description: 'd',
  });
  const changed = await got(me.patch(`/tasks/${task.id}`, { title: 'Changed', due_at: null }, 1));
  assert.deepEqual({ ...changed, updated_at: 0 }, { ...task, title: 'Changed', due_at: null, rev: 2, updated_at: 0 });
  const emptied = await got(
    me.patch(`/tasks/${task.id}`, { assignee_id: null, estimate_minutes: null, description: '' }, 2),
  );
  assert.deepEqual([emptied.assignee_id, emptied.estimate_minutes, emptied.description], [null, null, '']);
  for (const body of [{}, { title: 'Changed' }, { assignee_id: null, priority: 0, visibility: 'internal' }]) {
    assert.deepEqual(await got(me.patch(`/tasks/${task.id}`, body, 3)), emptied);
  }
  assert.equal((await everything(me, `/tasks/${task.id}/versions`)).length, 3);
});

test('only a member of the workspace can be given a task', async () => {
  const { me, project } = await board();
  const member = await newMember(t, me);
  const stranger = await t.tenant();
  assert.equal((await newTask(me, project, { assignee_id: member.user.id })).assignee_id, member.user.id);
  for (const id of [stranger.user.id, nowhere()]) {
    const answer = await me.post(`/projects/${project.id}/tasks`, { title: 'x', assignee_id: id });
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.errors[0].pointer, '/assignee_id');
  }
});

test('a deleted task is gone from the board, the lists, and all that it had', async () => {
  const { me, project, todo } = await board();
  const { a, b } = await add(me, project, 'a', 'b');
  const comment = await newComment(me, a);
  assert.equal((await me.delete(`/tasks/${a.id}`, (await got(me.get(`/tasks/${a.id}`))).rev)).status, 204);
  assert.deepEqual(await column(me, project, todo), ['b']);
  for (const path of ['', '/comments', '/versions', '/versions/1', '/activity', '/versions/diff?from=1&to=1']) {
    assert.equal((await me.get(`/tasks/${a.id}${path}`)).status, 404, path);
  }
  for (const [path, body] of [
    ['complete'],
    ['reopen'],
    ['move', { column_id: todo }],
    ['comments', { body: 'x' }],
    ['versions/1/restore'],
  ]) {
    assert.equal((await me.post(`/tasks/${a.id}/${path}`, body)).status, 404, path);
  }
  assert.equal((await me.patch(`/comments/${comment.id}`, { body: 'x' }, 1)).status, 404);
  assert.deepEqual(
    (await got(me.get('/tasks?q=b'))).map(({ id }) => id),
    [b.id],
  );
  const told = (await everything(me, `/projects/${project.id}/activity`)).map(({ kind }) => kind);
  assert.ok(told.includes('task.deleted'), told.join());
});
