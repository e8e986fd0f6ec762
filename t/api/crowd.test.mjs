// Many who write at the same moment: no request fails for the others' sake, numbers are
// right afterwards, and what is hidden meanwhile stays hidden. t/load/writers has the
// long form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sleep, suite } from './lib/harness.mjs';
import { busy, crowded, deadlocks, faults, newCrowd } from './lib/crowd.mjs';
import { guestOf } from './lib/guests.mjs';
import { meanwhile, openSession } from './lib/session.mjs';
import { newShowcase } from './lib/shares.mjs';
import { newProject, newTask } from './lib/work.mjs';

const t = await suite(crowded);

test('seconds of everything at once leave no deadlock, no gap and no wrong number', { timeout: 60000 }, async () => {
  const crowd = await newCrowd(t);
  await busy(crowd, { ms: 3000 });
  await sleep(1200);
  assert.equal(await faults(t), '');
  assert.equal(await deadlocks(t), '');
});

test('moves to one place until there is no more room for ranks wait for nobody in a circle', { timeout: 60000 }, async () => {
  const crowd = await newCrowd(t);
  const moves = Array(6).fill('moveHere');
  await busy(crowd, { ms: 3000, names: [...moves, 'updateTask', 'showTask', 'completeTask', 'bulk', 'showProject', 'comment'] });
  await sleep(1200);
  assert.equal(await faults(t), '');
  assert.equal(await deadlocks(t), '');
});

test('a move that finds no room takes a long rank while another has a task of this place, and the next one makes room', async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  const [first, second, third] = [await newTask(me, project), await newTask(me, project), await newTask(me, project)];
  await t.sql(`update app.tasks set rank = rpad('10000001', 70, 'z') || right(rank, 1) where id in ('${first.id}', '${second.id}')`);
  const move = async () => (await me.post(`/tasks/${third.id}/move`, { column_id: first.column_id, after: first.id })).body.data.rank;

  const other = await openSession(t.database);
  try {
    await other.run(`begin; select from app.tasks where id = '${second.id}' for update`);
    assert.ok((await move()).length > 64);
    await other.run('commit');
  } finally {
    await other.close();
  }
  await me.post(`/tasks/${third.id}/move`, { column_id: first.column_id });
  assert.ok((await move()).length < 20);
  assert.equal(await t.sql(`select string_agg(id::text, ' ' order by rank) from app.tasks where project_id = '${project.id}'`), [first, third, second].map(({ id }) => id).join(' '));
});

test('C43: a guest does not write on what is hidden in this moment', async () => {
  const me = await t.tenant();
  const { client, project, shown } = await newShowcase(me);
  const guest = await guestOf(t, me, { client_id: client.id }, 'edit');

  const comment = await meanwhile(t, `update app.tasks set visibility = 'internal' where id = '${shown.id}'`, () =>
    guest.post(`/portal/tasks/${shown.id}/comments`, { body: 'Yes' }),
  );
  assert.equal(comment.status, 404, comment.text);
  const task = await meanwhile(t, `update app.projects set visibility = 'internal' where id = '${project.id}'`, () =>
    guest.post(`/portal/projects/${project.id}/tasks`, { title: 'Could you' }),
  );
  assert.equal(task.status, 404, task.text);
  assert.equal(await faults(t), '');
});

test('a conversation with the client does not begin about what is hidden in this moment', async () => {
  const me = await t.tenant();
  const { client, project, shown } = await newShowcase(me);
  const about = { client_id: client.id, subject: 'News', visibility: 'client' };
  const onTask = await meanwhile(t, `update app.tasks set visibility = 'internal' where id = '${shown.id}'`, () =>
    me.post('/conversations', { ...about, task_id: shown.id }),
  );
  assert.equal(onTask.body.code, 'inherited', onTask.text);

  const talk = await me.post('/conversations', { ...about, project_id: project.id, visibility: 'internal' });
  const { id, rev } = talk.body.data;
  const answers = await meanwhile(t, `update app.projects set visibility = 'internal' where id = '${project.id}'`, () =>
    me.patch(`/conversations/${id}`, { visibility: 'client' }, rev),
  );
  assert.equal(answers.body.code, 'inherited', answers.text);
  assert.equal(await faults(t), '');
});

test('projects that begin at once are no more than the workspace may have', async () => {
  const me = await t.tenant();
  await t.sql(`update app.workspaces set project_limit = 2 where id = '${me.workspace}'`);
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => me.post('/projects', { name: 'One of many', code: `MANY${i}` })));
  assert.equal(answers.filter(({ status }) => status === 201).length, 2);
});
