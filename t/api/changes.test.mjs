// The log of a workspace: what happened, numbered without gaps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { got, newClient, newComment, newMember, newProject, newTask } from './lib/work.mjs';

const t = await suite({ pool: 'connections=4 timeout=5s', workers: 2 });

/** The whole log after a number, asked for in pieces. */
const log = async (me, after = 0, limit = 100) => {
  const events = [];
  for (;;) {
    const last = events.at(-1)?.seq ?? after;
    const answer = await me.get(`/changes?after=${last}&limit=${limit}`);
    assert.equal(answer.status, 200, answer.text);
    events.push(...answer.body.data);
    if (!answer.body.meta.has_more) return events;
  }
};

const withoutGaps = (events, first = 1) =>
  assert.deepEqual(
    events.map(({ seq }) => seq),
    Array.from({ length: events.length }, (_, i) => first + i),
  );

test('every change of anything is one event, in order, with who, what and why', async () => {
  const me = await t.tenant();
  const start = (await log(me)).length;
  const id = (answer) => answer.id;
  const client = await newClient(me);
  const project = await newProject(me, { client_id: client.id });
  const task = await newTask(me, project);
  const comment = await newComment(me, task);
  await got(me.patch(`/tasks/${task.id}`, { title: 'Changed', priority: 2 }, 1));
  await got(me.post(`/tasks/${task.id}/complete`));
  await me.delete(`/comments/${comment.id}`, 1);
  await me.delete(`/tasks/${task.id}`, 3);
  await got(me.post(`/projects/${project.id}/archive`));

  const events = (await log(me)).slice(start);
  assert.deepEqual(
    events.map(({ kind, entity_type, entity_id }) => [
      kind.replace(/\.(?!created|deleted).*/, '.*'),
      entity_type,
      entity_id,
    ]),
    [
      ['client.created', 'client', id(client)],
      ['project.created', 'project', id(project)],
      ['task.created', 'task', id(task)],
      ['comment.created', 'comment', id(comment)],
      ['task.*', 'task', id(task)],
      ['task.*', 'task', id(task)],
      ['comment.deleted', 'comment', id(comment)],
      ['task.deleted', 'task', id(task)],
      ['project.*', 'project', id(project)],
    ],
  );
  assert.deepEqual([...events[4].payload.changed].sort(), ['priority', 'title']);
  for (const event of events) {
    assert.deepEqual([event.actor_id, event.actor_kind], [me.user.id, 'member']);
    assert.ok(event.request_id);
    assert.ok(event.entity_rev >= 1);
  }
  const moments = events.map(({ at }) => at);
  assert.deepEqual(moments, [...moments].sort());
});

test('what is refused, replayed, or changes nothing is no event', async () => {
  const me = await t.tenant();
  const task = await newTask(me, await newProject(me));
  const headers = { 'idempotency-key': 'once' };
  await me.post('/clients', { name: 'Once' }, { headers });
  const before = await log(me);
  await me.post('/clients', { name: 'Once' }, { headers });
  await me.patch(`/tasks/${task.id}`, { title: task.title }, 1);
  await me.patch(`/tasks/${task.id}`, { title: 'x' }, 9);
  await me.post(`/tasks/${task.id}/reopen`);
  await me.post('/clients', { name: '' });
  await me.post('/tasks/bulk', {
    ops: [
      { op: 'complete', id: task.id },
      { op: 'delete', id: task.id, if_rev: 9 },
    ],
  });
  await me.get('/tasks');
  assert.deepEqual(await log(me), before);
});

test('numbers have no gap, whoever writes: eight at once, in two workers, some of them refused', async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  const start = (await log(me)).length;
  const writers = Array.from({ length: 8 }, async (_, w) => {
    const writer = me.clone();
    for (let i = 0; i < 12; i++) {
      if (i % 4 === 3) await writer.post('/projects', { name: 'x', code: project.code });
      else await newTask(writer, project, { title: `${w} ${i}` });
    }
  });
  const readers = Array.from({ length: 2 }, async () => {
    const reader = me.clone();
    const seen = [];
    while (seen.length < 72) {
      const answer = await reader.get(`/changes?after=${start + seen.length}&limit=5`);
      seen.push(...answer.body.data);
      withoutGaps(seen, start + 1);
    }
    return seen;
  });
  await Promise.all(writers);
  const [one, other] = await Promise.all(readers);
  const all = (await log(me)).slice(start);
  assert.equal(all.length, 72);
  assert.deepEqual(one, all, 'a reader who follows misses nothing');
  assert.deepEqual(other, all);
});

test('each workspace counts for itself', async () => {
  const [one, two] = [await t.tenant(), await t.tenant()];
  await newClient(one);
  await newClient(two);
  withoutGaps(await log(one));
  withoutGaps(await log(two));
  const people = new Set((await log(one)).map(({ actor_id }) => actor_id));
  assert.ok(!people.has(two.user.id));
});

test('after and limit page the log; a number beyond its end gives nothing', async () => {
  const me = await t.tenant();
  for (let i = 0; i < 5; i++) await newClient(me);
  const all = await log(me);
  for (const limit of [1, 2, all.length, 100]) assert.deepEqual(await log(me, 0, limit), all);
  const exact = await me.get(`/changes?after=0&limit=${all.length}`);
  assert.deepEqual(exact.body.meta, { next_cursor: null, has_more: false });
  assert.deepEqual(await log(me, all.length), []);
  assert.deepEqual(await log(me, 9007199254740991), []);
  for (const after of ['-1', 'x', '9007199254740992', '1.5', '']) {
    assert.equal((await me.get(`/changes?after=${after}`)).status, 400, after);
  }
});

test('members read the same log', async () => {
  const me = await t.tenant();
  await newClient(me);
  const member = await newMember(t, me);
  const own = (await log(me)).length;
  await newClient(member);
  const all = await log(me);
  assert.equal(all.length, own + 1);
  assert.deepEqual(await log(member), all);
  assert.equal(all.at(-1).actor_id, member.user.id);
});
