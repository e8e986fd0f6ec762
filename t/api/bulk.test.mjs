// Many changes of tasks in one request, all or each for itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { everything, got, newProject, newTask, nowhere } from './lib/work.mjs';

const t = await suite();

const board = async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  return { me, project, columns: project.columns.map(({ id }) => id) };
};

const bulk = (me, ops, atomic) => me.post('/tasks/bulk', { ops, ...(atomic === undefined ? {} : { atomic }) });

test('one result for each operation, in order, as the single requests would end', async () => {
  const { me, project, columns } = await board();
  const tasks = [];
  for (const title of ['a', 'b', 'c', 'd', 'e']) tasks.push(await newTask(me, project, { title }));
  const [a, b, c, d, e] = tasks;
  await got(me.post(`/tasks/${d.id}/complete`));

  const results = await got(
    bulk(me, [
      {
        op: 'create',
        project_id: project.id,
        data: { title: 'new', priority: 3, column_id: columns[1], due_at: '2026-03-12T17:00:00Z' },
      },
      { op: 'update', id: a.id, if_rev: a.rev, data: { title: 'A', due_at: null } },
      { op: 'move', id: b.id, data: { column_id: columns[2] } },
      { op: 'complete', id: c.id },
      { op: 'reopen', id: d.id },
      { op: 'delete', id: e.id, if_rev: e.rev },
    ]),
  );
  assert.deepEqual(
    results.map(({ op, status }) => [op, status]),
    [
      ['create', 201],
      ['update', 200],
      ['move', 200],
      ['complete', 200],
      ['reopen', 200],
      ['delete', 204],
    ],
  );
  assert.deepEqual(
    results.slice(1).map(({ id }) => id),
    tasks.map(({ id }) => id),
  );
  const now = Object.fromEntries(
    (await everything(me, `/projects/${project.id}/tasks`)).map((task) => [task.title, task]),
  );
  assert.deepEqual(Object.keys(now).sort(), ['A', 'b', 'c', 'd', 'new']);
  assert.deepEqual(
    [now.new.id, now.new.priority, now.new.status, now.b.column_id, now.c.status, now.d.status],
    [results[0].id, 3, 'doing', columns[2], 'done', 'todo'],
  );
  assert.deepEqual(
    [now.A, now.b, now.c, now.d].map(({ rev }) => rev),
    results.slice(1, 5).map(({ rev }) => rev),
  );
});

const failing = (columns) => [
  ['a task that is not there', { op: 'complete', id: nowhere() }, 404],
  ['a stale revision', (task) => ({ op: 'update', id: task.id, if_rev: 9, data: { title: 'x' } }), 412],
  ['a stale deletion', (task) => ({ op: 'delete', id: task.id, if_rev: 9 }), 412],
  ['a project that is not there', { op: 'create', project_id: nowhere(), data: { title: 'x' } }, 404],
  ['a column of nobody', (task) => ({ op: 'move', id: task.id, data: { column_id: nowhere() } }), 422],
  [
    'an assignee of nobody',
    (task) => ({ op: 'update', id: task.id, if_rev: task.rev, data: { assignee_id: columns[0] } }),
    422,
  ],
];

test('atomic: the first failure undoes all, and its pointer names the operation', async () => {
  const { me, project, columns } = await board();
  const task = await newTask(me, project);
  const other = await newTask(me, project);
  for (const [what, op, status] of failing(columns)) {
    const before = await fingerprint(t);
    const failed = typeof op === 'function' ? op(task) : op;
    const answer = await bulk(me, [
      { op: 'complete', id: other.id },
      failed,
      { op: 'delete', id: other.id, if_rev: 1 },
    ]);
    assert.equal(answer.status, status, `${what}: ${answer.text}`);
    assert.match(answer.body.errors[0].pointer, /^\/ops\/1(\/|$)/, `${what}: ${answer.text}`);
    assert.deepEqual(await fingerprint(t), before, what);
  }
});

test('not atomic: each stands alone, and a result says how it ended', async () => {
  const { me, project, columns } = await board();
  const task = await newTask(me, project);
  const cases = failing(columns);
  const ops = cases.flatMap(([, op], i) => [
    typeof op === 'function' ? op(task) : op,
    { op: 'create', project_id: project.id, data: { title: `good ${i}` } },
  ]);
  const results = await got(bulk(me, ops, false));
  assert.deepEqual(
    results.map(({ status }) => status),
    cases.flatMap(([, , status]) => [status, 201]),
  );
  for (const { status, code, detail } of results) {
    assert.equal(code !== null, status >= 400, `${code}`);
    assert.equal(detail !== null, status >= 400);
  }
  const titles = (await everything(me, `/projects/${project.id}/tasks`)).map(({ title }) => title);
  assert.equal(titles.filter((title) => title.startsWith('good')).length, cases.length);
  assert.deepEqual(await got(me.get(`/tasks/${task.id}`)), task, 'untouched');
});

test('an operation sees what those before it did', async () => {
  const { me, project } = await board();
  const task = await newTask(me, project);
  const results = await got(
    bulk(me, [
      { op: 'update', id: task.id, if_rev: 1, data: { title: 'two' } },
      { op: 'update', id: task.id, if_rev: 2, data: { title: 'three' } },
      { op: 'complete', id: task.id },
      { op: 'delete', id: task.id, if_rev: 4 },
    ]),
  );
  assert.deepEqual(
    results.map(({ rev }) => rev),
    [2, 3, 4, null],
  );
  const after = await got(bulk(me, [{ op: 'complete', id: task.id }], false));
  assert.equal(after[0].status, 404);
});

test('a hundred at most, and one at least; faults name their operation', async () => {
  const { me, project } = await board();
  const op = { op: 'create', project_id: project.id, data: { title: 'x' } };
  assert.equal((await got(bulk(me, Array(100).fill(op)))).length, 100);
  for (const ops of [[], Array(101).fill(op)]) {
    const answer = await bulk(me, ops);
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.errors[0].pointer, '/ops');
  }
  const wrong = await bulk(me, [
    op,
    { op: 'create', project_id: project.id, data: { title: '' } },
    { op: 'explode', id: project.id },
    { op: 'delete', id: 'x', if_rev: 0 },
    { id: project.id },
    { op: 'complete', id: project.id, data: {} },
  ]);
  assert.equal(wrong.status, 422);
  const pointers = wrong.body.errors.map(({ pointer }) => pointer);
  for (const n of [1, 2, 3, 4, 5])
    assert.ok(
      pointers.some((p) => p.startsWith(`/ops/${n}`)),
      `${n}: ${wrong.text}`,
    );
  assert.ok(!pointers.some((p) => p.startsWith('/ops/0')));
});

test('large texts of a whole bulk fit; beyond 256 KiB it is 413', async () => {
  const { me, project } = await board();
  const op = (length) => ({
    op: 'create',
    project_id: project.id,
    data: { title: 'x', description: 'y'.repeat(length) },
  });
  assert.equal((await bulk(me, Array(12).fill(op(20000)))).status, 200);
  assert.equal((await bulk(me, Array(14).fill(op(20000)))).status, 413);
});

test('bulk requests that cross each other both end', async () => {
  const { me, project } = await board();
  const tasks = [];
  for (let i = 0; i < 10; i++) tasks.push(await newTask(me, project));
  const forth = tasks.map(({ id }) => ({ op: 'complete', id }));
  const back = [...forth].reverse();
  const answers = await Promise.all([forth, back, forth, back].map((ops) => bulk(me.clone(), ops)));
  for (const answer of answers) {
    assert.ok([200, 503].includes(answer.status), answer.text);
    if (answer.status === 503) assert.ok(answer.headers['retry-after']);
  }
  assert.ok(answers.some(({ status }) => status === 200));
  assert.equal((await everything(me, `/projects/${project.id}/tasks?filter[status]=done`)).length, 10);
});
