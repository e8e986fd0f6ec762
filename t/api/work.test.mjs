// GET /me/work: what to do next.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { got, newClient, newMember, newProject, newTask } from './lib/work.mjs';

const t = await suite();

const hour = 3600000;
const inHours = (n) => new Date(Date.now() + n * hour).toISOString();

const work = async (me, query = '') => got(me.get(`/me/work${query}`));

/** An IANA zone in which it is about noon now, so that "today" has hours on both sides. */
const noonZone = () => {
  const offset = new Date().getUTCHours() - 12;
  return offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '+' : '-'}${Math.abs(offset)}`;
};

test('overdue first, then today, this week, in progress, and the rest by priority', async () => {
  const me = await t.tenant();
  const zone = await me.api('PATCH', '/me', { body: { time_zone: noonZone() } });
  assert.equal(zone.status, 200, zone.text);
  const client = await newClient(me, { name: 'Café Luna' });
  const project = await newProject(me, { name: 'Website', client_id: client.id });
  const doing = project.columns[1].id;
  const add = (title, fields) => newTask(me, project, { title, assignee_id: me.user.id, ...fields });
  await add('next low', { priority: 1 });
  await add('next urgent', { priority: 4 });
  await add('next later', { priority: 1, due_at: inHours(30 * 24) });
  await add('soon', { due_at: inHours(3 * 24) });
  await add('today', { due_at: inHours(4) });
  await add('overdue a little', { due_at: inHours(-1), priority: 4 });
  await add('overdue long', { due_at: inHours(-100) });
  await add('doing', { column_id: doing, priority: 0 });
  await add('doing high', { column_id: doing, priority: 3 });

  const items = await work(me);
  assert.deepEqual(
    items.map(({ reason, title }) => [reason, title]),
    [
      ['overdue', 'overdue long'],
      ['overdue', 'overdue a little'],
      ['due_today', 'today'],
      ['due_soon', 'soon'],
      ['in_progress', 'doing high'],
      ['in_progress', 'doing'],
      ['next', 'next urgent'],
      ['next', 'next later'],
      ['next', 'next low'],
    ],
  );
  assert.ok(items.every((item) => item.project_name === 'Website' && item.client_name === 'Café Luna'));
  assert.deepEqual(
    (await work(me, '?limit=3')).map(({ title }) => title),
    ['overdue long', 'overdue a little', 'today'],
  );
});

test('only own, open tasks of projects at work', async () => {
  const me = await t.tenant();
  const member = await newMember(t, me);
  const project = await newProject(me);
  const mine = { assignee_id: me.user.id };
  await newTask(me, project, { title: 'mine', ...mine });
  await newTask(me, project, { title: "nobody's" });
  await newTask(me, project, { title: 'theirs', assignee_id: member.user.id });
  const done = await newTask(me, project, { title: 'done', ...mine });
  await got(me.post(`/tasks/${done.id}/complete`));
  const gone = await newTask(me, project, { title: 'deleted', ...mine });
  await me.delete(`/tasks/${gone.id}`, 1);
  for (const status of ['on_hold', 'done'])
    await newTask(me, await newProject(me, { status }), { title: status, ...mine });
  await newTask(me, await newProject(me, { status: 'planned' }), { title: 'planned', ...mine });
  const archived = await newProject(me);
  await newTask(me, archived, { title: 'archived', ...mine });
  await got(me.post(`/projects/${archived.id}/archive`));

  assert.deepEqual((await work(me)).map(({ title }) => title).sort(), ['mine', 'planned']);
  assert.deepEqual(
    (await work(member)).map(({ title }) => title),
    ['theirs'],
  );
  assert.deepEqual(await got(member.get('/me/work', { headers: { 'smartstack-workspace': member.ownWorkspace } })), []);
});

test("today is the caller's day: the same moment is today for one and soon for another", async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  const today = async (zone) => {
    const answer = await me.api('PATCH', '/me', { body: { time_zone: zone } });
    assert.equal(answer.status, 200, answer.text);
    return (await work(me))[0].reason;
  };
  // Twelve hours ahead it is another day somewhere, wherever it is not yet.
  await newTask(me, project, { assignee_id: me.user.id, due_at: inHours(12) });
  const reasons = new Set();
  for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12', 'UTC', 'Asia/Kolkata']) reasons.add(await today(zone));
  assert.deepEqual([...reasons].sort(), ['due_soon', 'due_today']);
});

test('a task that is completed leaves the list, one that is reopened comes back', async () => {
  const me = await t.tenant();
  const task = await newTask(me, await newProject(me), { assignee_id: me.user.id });
  assert.equal((await work(me)).length, 1);
  await got(me.post(`/tasks/${task.id}/complete`));
  assert.deepEqual(await work(me), []);
  await got(me.post(`/tasks/${task.id}/reopen`));
  assert.equal((await work(me)).length, 1);
});
