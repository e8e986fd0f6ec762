// meta.count: how many rows the filters select, whatever the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { everything, got, newComment, newMember, newProject, newTask } from './lib/work.mjs';
import { pathOf } from './lib/positions.mjs';
import { newWorld } from './lib/world.mjs';

const t = await suite();
const me = await t.tenant();
const project = await newProject(me);
const first = await newTask(me, project, { title: 'Task 0', priority: 1 });
for (let i = 1; i < 12; i++) await newTask(me, project, { title: `Task ${i}`, priority: i % 3 });

const paged = t.contract.operations.filter(
  ({ extension, parameters }) => extension.result === 'list' && parameters.some(({ name }) => name === 'cursor'),
);
const metaOf = async (who, path) => {
  const answer = await who.get(path);
  assert.equal(answer.status, 200, `${path}: ${answer.text}`);
  return answer.body.meta;
};
const counted = async (who, path) => {
  const { count, count_kind } = await metaOf(who, path);
  return [count, count_kind];
};

test('every list with pages counts what can be seen by walking through it', async () => {
  for (let i = 0; i < 5; i++) await newComment(me, first, { body: `c${i}` });
  const { ids, callerOf } = await newWorld(t, me);
  const values = { ...ids, project_id: project.id, task_id: first.id };
  const totals = new Map();
  for (const operation of paged) {
    const caller = callerOf(operation);
    const path = pathOf(operation, caller.link ? ids : values);
    const before = await metaOf(caller, path);
    assert.deepEqual(Object.keys(before), ['next_cursor', 'has_more'], operation.id);
    assert.deepEqual(await metaOf(caller, `${path}?count=none`), before);
    const rows = await everything(caller, path, 100);
    for (const how of ['exact', 'estimate']) {
      assert.deepEqual(await counted(caller, `${path}?count=${how}&limit=1`), [rows.length, 'exact'], `${operation.id} ${how}`);
    }
    totals.set(operation.id, rows.length);
  }
  assert.ok(totals.size > 25, `${totals.size} lists`);
  assert.ok([...totals.values()].filter((n) => n > 1).length > 8, JSON.stringify([...totals]));
});

test('the count is of the filters: neither page, cursor nor order change it, and it changes none of them', async () => {
  const path = '/tasks?filter[priority]=1&q=task';
  const wanted = await everything(me, path);
  assert.ok(wanted.length > 3 && wanted.length < 12);
  const ids = [];
  let next = `${path}&limit=2&count=exact&sort=-created_at`;
  for (let page = 0; next; page++) {
    const { body, headers } = await me.get(next);
    assert.deepEqual([body.meta.count, body.meta.count_kind], [wanted.length, 'exact'], `page ${page}`);
    ids.push(...body.data.map(({ id }) => id));
    next = headers.link?.match(/^<\/api\/v1(.*)>/)[1];
  }
  assert.deepEqual(ids.sort(), wanted.map(({ id }) => id).sort());

  const { next_cursor: cursor } = await metaOf(me, `${path}&limit=2&count=exact`);
  const without = await me.get(`${path}&limit=2&cursor=${cursor}`);
  const again = await me.get(`${path}&limit=2&cursor=${cursor}&count=estimate`);
  assert.deepEqual(again.body.data, without.body.data);
  assert.equal(without.body.meta.count, undefined);
  assert.equal(again.body.meta.count, wanted.length);
  assert.deepEqual(await counted(me, '/tasks?q=nothing+like+this&count=exact'), [0, 'exact']);
});

test('a count that is none is 400 at its name; lists without pages have none', async () => {
  for (const operation of paged.filter(({ path }) => !path.includes('{') && !path.startsWith('/portal'))) {
    for (const value of ['', 'all', 'EXACT', 'exact ', '1', 'true', 'none,exact']) {
      const answer = await me.get(`${operation.path}?count=${encodeURIComponent(value)}`);
      if (answer.status === 404 || answer.status === 403) continue; // the platform's own
      assert.equal(answer.status, 400, `${operation.id} ${value}: ${answer.text}`);
      assert.deepEqual(answer.body.errors.map(({ pointer }) => pointer), ['count']);
    }
  }
  assert.equal((await me.get('/tasks?count=exact&count=exact')).body.errors[0].code, 'duplicate');
  assert.equal((await me.get('/changes?count=exact')).body.errors[0].code, 'unknown_parameter');
});

test('C20: nobody counts what he cannot see', async () => {
  const other = await t.tenant();
  const hidden = await newProject(other);
  const seen = await newProject(other);
  for (const place of [hidden, hidden, seen]) await newTask(other, place);
  assert.deepEqual(await counted(other, '/tasks?count=exact'), [3, 'exact']);
  assert.deepEqual(await counted(other, `/tasks?filter[project_id]=${project.id}&count=exact`), [0, 'exact']);
  assert.equal((await other.get(`/projects/${project.id}/tasks?count=exact`)).body.data?.length ?? 0, 0);

  const member = await newMember(t, other);
  await got(other.api('PUT', `/members/${member.user.id}/projects`, { body: { scope: 'listed', project_ids: [seen.id] } }));
  for (const how of ['exact', 'estimate']) {
    assert.deepEqual(await counted(member, `/tasks?count=${how}`), [1, 'exact']);
    assert.deepEqual(await counted(member, `/projects?count=${how}`), [1, 'exact']);
  }
});

test('an estimate stops at 1,000 and says so; exact does not', async () => {
  const many = await t.tenant();
  const board = await newProject(many);
  for (let batch = 0; batch < 11; batch++) {
    const ops = Array.from({ length: 100 }, (_, i) => ({
      op: 'create', project_id: board.id, data: { title: `n${i}`, priority: batch === 0 ? 1 : 2 },
    }));
    await got(many.post('/tasks/bulk', { ops }));
  }
  const [{ id, rev }] = await got(many.get('/tasks?filter[priority]=1&limit=1'));
  assert.deepEqual(await counted(many, '/tasks?count=exact'), [1100, 'exact']);
  assert.deepEqual(await counted(many, '/tasks?count=estimate'), [1000, 'at_least']);
  assert.deepEqual(await counted(many, '/tasks?count=estimate&filter[priority]=2'), [1000, 'exact']);
  assert.deepEqual(await counted(many, '/tasks?count=estimate&filter[priority]=1'), [100, 'exact']);
  assert.equal((await many.delete(`/tasks/${id}`, rev)).status, 204);
  assert.deepEqual(await counted(many, '/tasks?count=exact'), [1099, 'exact']);
});
