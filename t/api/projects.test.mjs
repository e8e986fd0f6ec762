// Projects and their boards, as their owner sees them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { everything, got, newClient, newProject, newTask } from './lib/work.mjs';

const t = await suite({ pool: 'connections=4 timeout=5s' });

const names = async (me, query = '') => (await everything(me, `/projects${query}`)).map(({ name }) => name);

test('a project starts with four columns, and what is not said has its default', async () => {
  const me = await t.tenant();
  const project = await newProject(me, { name: 'New website' });
  assert.deepEqual(
    project.columns.map(({ name, category }) => [name, category]),
    [
      ['To do', 'todo'],
      ['In progress', 'doing'],
      ['Review', 'doing'],
      ['Done', 'done'],
    ],
  );
  const ranks = project.columns.map(({ rank }) => rank);
  assert.deepEqual(ranks, [...ranks].sort());
  const { status, health, billing, visibility, client_id: client, client_name: name, archived_at: archived } = project;
  assert.deepEqual(
    { status, health, billing, visibility, client, name, archived },
    {
      status: 'active',
      health: 'on_track',
      billing: 'hourly',
      visibility: 'internal',
      client: null,
      name: null,
      archived: null,
    },
  );
  assert.equal(project.created_by, me.user.id);
  assert.equal(project.rev, 1);
  assert.deepEqual(project.task_counts, { todo: 0, doing: 0, done: 0 });
});

test('a project keeps all that it is given', async () => {
  const me = await t.tenant();
  const client = await newClient(me, { name: 'Café Luna' });
  const fields = {
    name: 'New website',
    client_id: client.id,
    code: 'LUNA',
    description: '**Five** pages',
    status: 'planned',
    health: 'at_risk',
    start_on: '2026-03-02',
    due_on: '2026-04-17',
    budget_minutes: 4800,
    budget_minor: 1000000000000,
    billing: 'fixed',
    visibility: 'client',
  };
  const project = await newProject(me, fields);
  const kept = await got(me.get(`/projects/${project.id}`));
  assert.deepEqual(kept, project);
  for (const [name, value] of Object.entries(fields)) assert.deepEqual(kept[name], value, name);
  assert.equal(kept.client_name, 'Café Luna');
});

test('a code is made from the name when none is given, and is free', async () => {
  const me = await t.tenant();
  const codes = [];
  for (const name of ['Website', 'Website', 'Website', 'Über uns', '42', '中文', 'a', '!!!']) {
    const { code } = await newProject(me, { name });
    assert.match(code, /^[A-Z][A-Z0-9]{1,9}$/, name);
    codes.push(code);
  }
  assert.equal(new Set(codes).size, codes.length, codes.join());
  const again = await t.tenant();
  assert.equal((await newProject(again, { code: codes[0] })).code, codes[0], 'another workspace has its own codes');
});

test('a code that is taken is 409 at /code, also when two ask at once', async () => {
  const me = await t.tenant();
  const answers = await Promise.all([1, 2, 3, 4].map(() => me.clone().post('/projects', { name: 'x', code: 'SAME' })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409]);
  const refused = answers.find(({ status }) => status === 409);
  assert.equal(refused.body.errors[0].pointer, '/code');
  const other = await newProject(me, { code: 'OTHER' });
  const renamed = await me.patch(`/projects/${other.id}`, { code: 'SAME' }, other.rev);
  assert.equal(renamed.status, 409, renamed.text);
});

test('eight projects of one name at once all get a code', async () => {
  const me = await t.tenant();
  const made = await Promise.all(Array.from({ length: 8 }, () => newProject(me.clone(), { name: 'Website' })));
  assert.equal(new Set(made.map(({ code }) => code)).size, 8);
});

test('PATCH changes what it names; null empties, absence keeps', async () => {
  const me = await t.tenant();
  const client = await newClient(me);
  const project = await newProject(me, {
    client_id: client.id,
    due_on: '2026-04-17',
    budget_minor: 5,
    description: 'd',
  });
  const first = await got(me.patch(`/projects/${project.id}`, { name: 'Renamed', due_on: null }, project.rev));
  assert.deepEqual({ ...first, updated_at: 0 }, { ...project, name: 'Renamed', due_on: null, rev: 2, updated_at: 0 });
  assert.ok(first.updated_at > project.updated_at);
  const second = await got(me.patch(`/projects/${project.id}`, { client_id: null, budget_minor: null }, first.rev));
  assert.deepEqual([second.client_id, second.client_name, second.budget_minor], [null, null, null]);
  const wrong = await me.patch(`/projects/${project.id}`, { name: null }, second.rev);
  assert.equal(wrong.status, 422);
  assert.equal(wrong.body.errors[0].pointer, '/name');
});

test('a change that changes nothing makes no new rev and no event', async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  const events = (await everything(me, `/projects/${project.id}/activity`)).length;
  for (const body of [{}, { name: project.name }, { name: project.name, due_on: null, status: 'active' }]) {
    const same = await got(me.patch(`/projects/${project.id}`, body, project.rev));
    assert.deepEqual(same, project);
  }
  assert.equal((await everything(me, `/projects/${project.id}/activity`)).length, events);
});

test("a client of nobody's is refused at /client_id", async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  for (const asking of [
    me.post('/projects', { name: 'x', client_id: project.id }),
    me.patch(`/projects/${project.id}`, { client_id: project.id }, project.rev),
  ]) {
    const answer = await asking;
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.errors[0].pointer, '/client_id');
  }
});

test('archive and restore give back the state before; twice changes nothing', async () => {
  const me = await t.tenant();
  for (const status of ['planned', 'active', 'on_hold', 'done']) {
    const project = await newProject(me, { status });
    const archived = await got(me.post(`/projects/${project.id}/archive`));
    assert.equal(archived.status, 'archived');
    assert.ok(archived.archived_at);
    assert.equal(archived.rev, project.rev + 1);
    assert.deepEqual(await got(me.post(`/projects/${project.id}/archive`)), archived);

    const restored = await got(me.post(`/projects/${project.id}/restore`));
    assert.equal(restored.status, status);
    assert.equal(restored.archived_at, null);
    assert.deepEqual(await got(me.post(`/projects/${project.id}/restore`)), restored);
  }
});

test('a deleted project is gone with its tasks, from everywhere', async () => {
  const me = await t.tenant();
  const project = await newProject(me, { name: 'Gone' });
  const task = await newTask(me, project);
  assert.equal((await me.delete(`/projects/${project.id}`, project.rev)).status, 204);
  for (const path of [
    `/projects/${project.id}`,
    `/projects/${project.id}/tasks`,
    `/projects/${project.id}/activity`,
    `/tasks/${task.id}`,
    `/tasks/${task.id}/comments`,
    `/tasks/${task.id}/versions`,
    `/tasks/${task.id}/activity`,
  ]) {
    assert.equal((await me.get(path)).status, 404, path);
  }
  assert.deepEqual(await names(me), []);
  assert.deepEqual(await got(me.get('/tasks')), []);
  assert.deepEqual(await got(me.get('/me/work')), []);
  for (const [path, body] of [
    [`/projects/${project.id}/tasks`, { title: 'x' }],
    [`/projects/${project.id}/archive`],
    [`/projects/${project.id}/restore`],
    [`/tasks/${task.id}/complete`],
    [`/tasks/${task.id}/comments`, { body: 'x' }],
  ]) {
    assert.equal((await me.post(path, body)).status, 404, path);
  }
  assert.equal((await me.delete(`/projects/${project.id}`, project.rev + 1)).status, 404);
});

test('task_counts say how many tasks stand in each state', async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  const counts = async () => {
    const one = await got(me.get(`/projects/${project.id}`));
    const [row] = await got(me.get('/projects'));
    assert.deepEqual(row.task_counts, one.task_counts, 'of the list');
    return one.task_counts;
  };
  const tasks = [];
  for (const column of [0, 0, 1, 2, 3])
    tasks.push(await newTask(me, project, { column_id: project.columns[column].id }));
  assert.deepEqual(await counts(), { todo: 2, doing: 2, done: 1 });
  await me.post(`/tasks/${tasks[0].id}/complete`);
  await me.delete(`/tasks/${tasks[2].id}`, tasks[2].rev);
  assert.deepEqual(await counts(), { todo: 1, doing: 1, done: 2 });
});

test('filters of projects give what they name', async () => {
  const me = await t.tenant();
  const client = await newClient(me);
  await newProject(me, { name: 'A', client_id: client.id, health: 'at_risk', due_on: '2026-04-01' });
  await newProject(me, { name: 'B', status: 'on_hold', due_on: '2026-05-01', description: 'the blue one' });
  const c = await newProject(me, { name: 'C', status: 'done' });
  await me.post(`/projects/${c.id}/archive`);
  const cases = {
    '': ['A', 'B', 'C'],
    [`filter[client_id]=${client.id}`]: ['A'],
    'filter[client_id][null]=true': ['B', 'C'],
    'filter[client_id][null]=false': ['A'],
    'filter[status]=on_hold': ['B'],
    'filter[status][in]=active,archived': ['A', 'C'],
    'filter[health]=at_risk': ['A'],
    'filter[archived]=true': ['C'],
    'filter[archived]=false': ['A', 'B'],
    'filter[due_on][lt]=2026-05-01': ['A'],
    'filter[due_on][gte]=2026-05-01': ['B'],
    'q=blue': ['B'],
    'filter[archived]=false&filter[due_on][gte]=2026-04-01&sort=-due_on': ['B', 'A'],
    'sort=due_on': ['A', 'B', 'C'],
    'sort=-due_on': ['C', 'B', 'A'],
  };
  for (const [query, expected] of Object.entries(cases))
    assert.deepEqual(await names(me, `?${query}`), expected, query);
});

test('the activity of a project tells what happened, by whom, newest first', async () => {
  const me = await t.tenant({ name: 'Ada Berg' });
  const project = await newProject(me);
  const task = await newTask(me, project);
  await got(me.patch(`/projects/${project.id}`, { health: 'off_track', name: 'Later' }, project.rev));
  await got(me.post(`/tasks/${task.id}/complete`));
  await newProject(me, { name: 'Another' });

  const events = await everything(me, `/projects/${project.id}/activity`);
  const seqs = events.map(({ seq }) => seq);
  assert.deepEqual(
    seqs,
    [...seqs].sort((a, b) => b - a),
  );
  assert.ok(
    events.every(
      ({ actor_name: name, actor_id: id, actor_kind: kind }) =>
        name === 'Ada Berg' && id === me.user.id && kind === 'member',
    ),
  );
  const kinds = events.map(({ kind }) => kind).reverse();
  assert.equal(kinds[0], 'project.created');
  assert.ok(kinds.includes('task.created') && kinds.includes('project.updated'), kinds.join());
  const update = events.find(({ kind }) => kind === 'project.updated');
  assert.deepEqual([...update.payload.changed].sort(), ['health', 'name']);
  assert.equal(update.entity_id, project.id);
  const oldest = await everything(me, `/projects/${project.id}/activity?sort=seq`);
  assert.deepEqual(oldest, [...events].reverse());
});

test('no task outlives its project, whoever comes first', async () => {
  const me = await t.tenant();
  for (let i = 0; i < 10; i++) {
    const project = await newProject(me);
    const task = await newTask(me, project);
    const answers = await Promise.all([
      me.clone().post(`/projects/${project.id}/tasks`, { title: 'late' }),
      me.clone().delete(`/projects/${project.id}`, project.rev),
      me.clone().post(`/projects/${project.id}/tasks`, { title: 'later' }),
      me.clone().patch(`/tasks/${task.id}`, { title: 'changed' }, task.rev),
      me.clone().post(`/tasks/${task.id}/complete`),
    ]);
    const statuses = answers.map(({ status }) => status);
    assert.equal(statuses[1], 204, answers[1].text);
    assert.ok(
      statuses.every((status) => [200, 201, 204, 404, 412, 422].includes(status)),
      statuses.join(),
    );
    assert.deepEqual(await got(me.get('/tasks')), [], statuses.join());
  }
});
