// Lists: order, pages, filters. 120 tasks with repeated and missing sort keys are
// walked in every order; expectations are computed from the whole set here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { everything, got, newClient, newComment, newMember, newProject, newTask } from './lib/work.mjs';
import { pathOf } from './lib/positions.mjs';
import { newWorld } from './lib/world.mjs';

const t = await suite();
const me = await t.tenant();
const colleague = await newMember(t, me);
const project = await newProject(me, { name: 'Alpha' });
const other = await newProject(me, { name: 'Beta' });

const days = ['2026-03-01T00:00:00Z', '2026-03-02T12:00:00.123456Z', '2026-03-03T00:00:00+02:00', null];
const words = ['menu', 'photo', 'Überschrift', 'logo'];
await me.post('/tasks/bulk', { ops: [{ op: 'create', project_id: other.id, data: { title: 'Elsewhere' } }] });
for (let batch = 0; batch < 2; batch++) {
  const ops = Array.from({ length: 60 }, (_, i) => {
    const n = batch * 60 + i;
    return {
      op: 'create',
      project_id: project.id,
      data: {
        title: `${words[n % 4]} ${n}`,
        priority: n % 5,
        due_at: days[n % 4],
        assignee_id: [me.user.id, colleague.user.id, null][n % 3],
        column_id: project.columns[n % 4].id,
      },
    };
  });
  const answer = await me.post('/tasks/bulk', { ops });
  assert.equal(answer.status, 200, answer.text);
}

const tasks = `/projects/${project.id}/tasks`;
const all = await everything(me, tasks, 100);
assert.equal(all.length, 120);
const ids = (rows) => rows.map(({ id }) => id);
const bytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The order that a list promises: its key, then the id; both turned by "-". */
const ordered = (rows, sort) => {
  const [key, turn] = sort.startsWith('-') ? [sort.slice(1), -1] : [sort, 1];
  const missing = '9999';
  const value = (row) => row[key] ?? missing;
  return [...rows].sort((a, b) => turn * (bytes(String(value(a)), String(value(b))) || bytes(a.id, b.id)));
};

for (const sort of ['rank', 'due_at', 'created_at', 'updated_at'].flatMap((key) => [key, `-${key}`])) {
  test(`sort=${sort}: pages of any size give every task once, in order`, async () => {
    for (const limit of [7, 50, 100]) {
      const rows = await everything(me, `${tasks}?sort=${sort}`, limit);
      assert.deepEqual(ids(rows), ids(ordered(all, sort)), `limit ${limit}`);
    }
  });
}

const is = (field, value) => (row) => row[field] === value;
const due = (row) => row.due_at && Date.parse(row.due_at);
const filters = {
  'filter[status]=doing': is('status', 'doing'),
  'filter[status][in]=todo,done': ({ status }) => status !== 'doing',
  'filter[status][in]=done': is('status', 'done'),
  [`filter[column_id]=${project.columns[2].id}`]: is('column_id', project.columns[2].id),
  [`filter[assignee_id]=${colleague.user.id}`]: is('assignee_id', colleague.user.id),
  'filter[assignee_id][null]=true': is('assignee_id', null),
  'filter[assignee_id][null]=false': ({ assignee_id: id }) => id !== null,
  'filter[priority]=4': is('priority', 4),
  'filter[priority][gte]=3': ({ priority }) => priority >= 3,
  'filter[due_at][lt]=2026-03-02T12:00:00.123456Z': (row) =>
    due(row) && due(row) < Date.parse('2026-03-02T12:00:00.123Z'),
  'filter[due_at][gte]=2026-03-02T12:00:00.123457Z': (row) =>
    due(row) && due(row) > Date.parse('2026-03-02T12:00:00.123Z'),
  'filter[due_at][gte]=2026-03-02T12:00:00.123456%2B00:00': (row) =>
    due(row) && due(row) >= Date.parse('2026-03-02T12:00:00.123Z'),
  'filter[due_at][null]=true': is('due_at', null),
  'filter[due_at][null]=false': (row) => row.due_at !== null,
  'q=menu': ({ title }) => title.startsWith('menu'),
  'q=MENU': ({ title }) => title.startsWith('menu'),
  'q=%C3%BCberschrift': ({ title }) => title.startsWith('Über'),
  'q=nothing+like+this': () => false,
  'filter[status]=todo&filter[priority][gte]=2&filter[assignee_id][null]=false&q=menu': (row) =>
    row.status === 'todo' && row.priority >= 2 && row.assignee_id !== null && row.title.startsWith('menu'),
};

for (const [query, wanted] of Object.entries(filters)) {
  test(`${query} gives exactly the tasks that it names, page by page`, async () => {
    const expected = ordered(all.filter(wanted), 'due_at');
    assert.ok(expected.length < all.length);
    assert.deepEqual(ids(await everything(me, `${tasks}?sort=due_at&${query}`, 9)), ids(expected));
    const once = query.includes('column_id')
      ? []
      : await everything(me, `/tasks?filter[project_id]=${project.id}&${query}`, 100);
    if (once.length) assert.deepEqual(ids(once), ids(expected), 'the same across projects');
  });
}

test('tasks of all projects, of some, of one', async () => {
  assert.equal((await everything(me, '/tasks')).length, 121);
  assert.equal((await everything(me, `/tasks?filter[project_id][in]=${project.id},${other.id}`)).length, 121);
  assert.equal((await everything(me, `/tasks?filter[project_id][in]=${other.id}`)).length, 1);
  assert.deepEqual(
    (await got(me.get(`/tasks?filter[project_id]=${other.id}`))).map(({ title }) => title),
    ['Elsewhere'],
  );
});

test('a page is stable while rows are inserted, changed and deleted around it', async () => {
  const board = await newProject(me, { name: 'Gamma' });
  const made = [];
  for (let i = 0; i < 30; i++) made.push(await newTask(me, board, { title: `n${i}` }));
  const path = `/projects/${board.id}/tasks?sort=created_at&limit=10`;
  const first = await me.get(path);
  await newTask(me, board, { title: 'late' });
  assert.equal((await me.delete(`/tasks/${made[3].id}`, made[3].rev)).status, 204);
  assert.equal(
    (await me.delete(`/tasks/${made[9].id}`, made[9].rev)).status,
    204,
    'the very row that the cursor names',
  );
  await me.patch(`/tasks/${made[15].id}`, { title: 'renamed' }, made[15].rev);

  const second = await me.get(`${path}&cursor=${first.body.meta.next_cursor}`);
  assert.deepEqual(ids(second.body.data), ids(made.slice(10, 20)));
  const third = await me.get(`${path}&cursor=${second.body.meta.next_cursor}`);
  assert.deepEqual(ids(third.body.data), ids(made.slice(20)));
  const last = await me.get(`${path}&cursor=${third.body.meta.next_cursor}`);
  assert.deepEqual(
    last.body.data.map(({ title }) => title),
    ['late'],
  );
  assert.deepEqual(last.body.meta, { next_cursor: null, has_more: false });
});

test('the limit is 50 unless given, at most 100, and says whether there is more', async () => {
  const page = async (query) => (await me.get(`${tasks}${query}`)).body;
  assert.equal((await page('')).data.length, 50);
  for (const limit of [1, 10, 11, 25, 26, 50, 51, 99, 100]) {
    const { data, meta } = await page(`?limit=${limit}`);
    assert.equal(data.length, limit);
    assert.equal(meta.has_more, true);
    assert.ok(meta.next_cursor);
  }
  const exact = await page(`?limit=40&filter[assignee_id]=${me.user.id}`);
  assert.equal(exact.data.length, 40);
  assert.deepEqual(exact.meta, { next_cursor: null, has_more: false }, 'a page that is full by chance is the last one');
  for (const limit of ['0', '101', '-1', '1.0', '1e1', '', 'x', '0x10', '+5', '5 ', '9'.repeat(30), '٥']) {
    const answer = await me.get(`${tasks}?limit=${encodeURIComponent(limit)}`);
    assert.equal(answer.status, 400, limit);
    assert.equal(answer.body.errors[0].pointer, 'limit');
  }
});

test('values that a filter or an order does not take are 400', async () => {
  const wrong = [
    'filter[status]=open',
    'filter[status]=',
    'filter[status][in]=',
    'filter[status][in]=todo,',
    'filter[status][in]=todo,open',
    'filter[status][in]=todo,todo,todo,todo',
    'filter[assignee_id]=me',
    'filter[assignee_id][null]=1',
    'filter[assignee_id][null]=TRUE',
    'filter[priority]=5',
    'filter[priority]=-1',
    'filter[due_at][lt]=yesterday',
    'filter[due_at][lt]=2026-03-01',
    'filter[due_at][lt]=2026-02-30T00:00:00Z',
    'sort=title',
    'sort=',
    'sort=--rank',
    'sort=rank,due_at',
    'sort=RANK',
    'cursor=',
    'q=',
    `q=${'x'.repeat(201)}`,
  ];
  for (const query of wrong) {
    const answer = await me.get(`${tasks}?${query}`);
    assert.equal(answer.status, 400, `${query}: ${answer.text}`);
    assert.equal(answer.body.errors[0].pointer, query.slice(0, query.indexOf('=')), query);
  }
});

test('words of a search are words: no wildcard, no operator, no regular expression', async () => {
  for (const q of [
    '%',
    '_',
    '*',
    "'",
    '"',
    '\\',
    'menu | photo',
    '!menu',
    'menu & !menu',
    ':*',
    '(',
    ')',
    'a'.repeat(200),
    "x' or '1'='1",
  ]) {
    const answer = await me.get(`${tasks}?q=${encodeURIComponent(q)}`);
    assert.equal(answer.status, 200, `${q}: ${answer.text}`);
    assert.ok(answer.body.data.length < 60, `${q} finds ${answer.body.data.length}`);
  }
});

test('Link names the next page, with all that was asked, and is absent on the last one', async () => {
  const query = 'filter[status][in]=todo,doing&sort=-due_at&limit=30&q=menu';
  let path = `${tasks}?${query}`;
  const seen = [];
  for (;;) {
    const answer = await me.get(path);
    seen.push(...answer.body.data);
    if (!answer.headers.link) break;
    const [, next] = /^<([^>]+)>; rel="next"$/.exec(answer.headers.link);
    assert.ok(next.startsWith(`${t.contract.base}${tasks}?`));
    assert.equal(new URL(next, 'http://x').searchParams.get('cursor'), answer.body.meta.next_cursor);
    path = next.slice(t.contract.base.length);
  }
  assert.deepEqual(ids(seen), ids(await everything(me, `${tasks}?filter[status][in]=todo,doing&sort=-due_at&q=menu`)));
});

test('Link is an address also when the one that was asked for ends with "?" or has a fragment', async () => {
  for (const query of ['?', '?limit=30#x', '?limit=30&', '?&&limit=30']) {
    const { headers, body } = await me.get(`${tasks}${query}`);
    const [, path, args] = /^<([^?#>]+)\?([^?#>]+)>; rel="next"$/.exec(headers.link) ?? assert.fail(headers.link);
    assert.equal(path, `${t.contract.base}${tasks}`);
    assert.equal(new URLSearchParams(args).get('cursor'), body.meta.next_cursor);
    assert.equal((await me.get(`${tasks}?${args}`)).status, 200, args);
  }
});

test('C25: a cursor that is altered, or of another order, filter, list or limit of time, is 400', async () => {
  const base = `${tasks}?sort=due_at&filter[status]=todo&limit=3`;
  const cursor = (await me.get(base)).body.meta.next_cursor;
  assert.match(cursor, /^[A-Za-z0-9_-]+$/);
  const ask = async (path, with_ = cursor) => (await me.get(`${path}&cursor=${with_}`)).status;
  assert.equal(await ask(base), 200);
  assert.equal(await ask(base.replace('limit=3', 'limit=50')), 200, 'the limit may change');
  assert.equal(await ask(`${tasks}?filter[status]=todo&limit=3&sort=due_at`), 200, 'parameters have no order');

  for (const path of [
    base.replace('sort=due_at', 'sort=-due_at'),
    base.replace('sort=due_at', 'sort=created_at'),
    base.replace('todo', 'doing'),
    `${base}&filter[priority][gte]=0`,
    base.replace('&filter[status]=todo', ''),
    base.replace(project.id, other.id),
    '/tasks?sort=due_at&filter[status]=todo&limit=3',
    '/clients?limit=3',
  ]) {
    assert.equal(await ask(path), 400, path);
  }
  const letters = [...cursor];
  for (let i = 0; i < letters.length; i++) {
    const altered = letters.map((c, at) => (at === i ? (c === 'A' ? 'B' : 'A') : c)).join('');
    assert.equal(await ask(base, altered), 400, `letter ${i}`);
  }
  for (const altered of [cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, cursor + cursor, 'A', 'A'.repeat(1024)]) {
    assert.equal(await ask(base, altered), 400, altered);
  }
});

test('names are sorted as people read them, and paged so', async () => {
  const names = [
    'Zebra',
    'apfel',
    'Äpfel',
    'Apfel',
    'öl',
    'Ofen',
    'école',
    'Ecke',
    '1. FC',
    'ß',
    'ss',
    'Straße',
    'Strasse',
    '中',
    '😀',
    ' x',
  ];
  for (const name of names) await newClient(me, { name });
  const expected = (
    await t.rows(`select name from app.clients where workspace_id = '${me.workspace}' order by name, id`)
  ).map(({ name }) => name);
  for (const limit of [1, 3, 100]) {
    const up = (await everything(me, '/clients?sort=name', limit)).map(({ name }) => name);
    assert.deepEqual(up, expected);
    const down = (await everything(me, '/clients?sort=-name', limit)).map(({ name }) => name);
    assert.deepEqual(down, [...expected].reverse());
  }
  assert.ok(expected.indexOf('Äpfel') < expected.indexOf('Ecke'), 'not by bytes');
});

test('every list can be walked row by row in every order that it offers', async () => {
  const task = all[0];
  for (let i = 0; i < 5; i++) {
    await newComment(me, task, { body: `c${i}` });
    await newProject(me, { name: `P${i % 2}`, due_on: i % 2 ? '2026-04-17' : null });
  }
  const { ids, callerOf } = await newWorld(t, me);
  const values = { ...ids, project_id: project.id, task_id: task.id };
  for (const operation of t.contract.operations.filter(({ extension }) => extension.result === 'list')) {
    const parameters = Object.fromEntries(operation.parameters.map((p) => [p.name, p]));
    if (!parameters.cursor) continue;
    const caller = callerOf(operation);
    const path = pathOf(operation, caller.link ? ids : values);
    const key = (row) => row.id ?? row.seq;
    for (const sort of parameters.sort?.schema.enum ?? ['']) {
      const query = `${path}?${sort && `sort=${sort}`}`;
      const whole = (await everything(caller, query, 100)).map(key);
      const steps = (await everything(caller, query, whole.length > 30 ? 13 : 1)).map(key);
      assert.deepEqual(steps, whole, `${operation.id} ${sort}`);
      assert.equal(new Set(whole).size, whole.length);
      if (sort.startsWith('-')) {
        const turned = (await everything(caller, query.replace('sort=-', 'sort='), 100)).map(key);
        assert.deepEqual(whole, turned.reverse(), `${operation.id} ${sort}`);
      }
    }
  }
});
