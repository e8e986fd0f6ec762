// What people say about a task.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { everything, got, newComment, newMember, newProject, newTask, nowhere } from './lib/work.mjs';

const t = await suite();

const discussed = async () => {
  const me = await t.tenant({ name: 'Ada Berg' });
  const project = await newProject(me, { visibility: 'client' });
  const task = await newTask(me, project, { visibility: 'client' });
  return { me, project, task };
};

const count = async (me, task) => (await got(me.get(`/tasks/${task.id}`))).comment_count;

test('a comment has its author, its text as written, and is internal unless said', async () => {
  const { me, task } = await discussed();
  const body = '**Bold** <script>alert(1)</script>\n\n> quoted 👩‍👩‍👧';
  const comment = await newComment(me, task, { body });
  const { task_id, parent_id, author_id, author_kind, author_name, visibility, rev } = comment;
  assert.deepEqual(
    { task_id, parent_id, author_id, author_kind, author_name, visibility, rev, body: comment.body },
    {
      task_id: task.id,
      parent_id: null,
      author_id: me.user.id,
      author_kind: 'member',
      author_name: 'Ada Berg',
      visibility: 'internal',
      rev: 1,
      body,
    },
  );
  assert.deepEqual(await everything(me, `/tasks/${task.id}/comments`), [comment]);
  assert.deepEqual(await got(me.get(`/comments/${comment.id}`)), comment);
});

test('a reply is as visible as what it answers, whatever it asks for', async () => {
  const { me, task } = await discussed();
  for (const visibility of ['internal', 'client']) {
    const parent = await newComment(me, task, { visibility });
    for (const asked of ['internal', 'client', undefined]) {
      const reply = await newComment(me, task, { parent_id: parent.id, visibility: asked });
      assert.equal(reply.visibility, visibility);
      assert.equal(reply.parent_id, parent.id);
    }
  }
});

test('a reply answers a comment of the same task that is there', async () => {
  const { me, project, task } = await discussed();
  const elsewhere = await newComment(me, await newTask(me, project));
  const gone = await newComment(me, task);
  assert.equal((await me.delete(`/comments/${gone.id}`, 1)).status, 204);
  for (const parent of [elsewhere.id, gone.id, nowhere(), task.id]) {
    const answer = await me.post(`/tasks/${task.id}/comments`, { body: 'x', parent_id: parent });
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.errors[0].pointer, '/parent_id');
  }
  assert.equal(await count(me, task), 0);
});

test('comments come oldest first, or newest, and filtered by who may see them', async () => {
  const { me, task } = await discussed();
  const made = [];
  for (let i = 0; i < 6; i++)
    made.push(await newComment(me, task, { body: `c${i}`, visibility: i % 2 ? 'client' : 'internal' }));
  const bodies = async (query) =>
    (await everything(me, `/tasks/${task.id}/comments?${query}`, 2)).map(({ body }) => body).join();
  assert.equal(await bodies(''), 'c0,c1,c2,c3,c4,c5');
  assert.equal(await bodies('sort=-created_at'), 'c5,c4,c3,c2,c1,c0');
  assert.equal(await bodies('filter[visibility]=client'), 'c1,c3,c5');
  assert.equal(await bodies('filter[visibility]=internal&sort=-created_at'), 'c4,c2,c0');
});

test('comment_count follows, also with eight writers at once, and is no version of the task', async () => {
  const { me, task } = await discussed();
  const made = await Promise.all(Array.from({ length: 16 }, () => newComment(me.clone(), task)));
  assert.equal(await count(me, task), 16);
  await Promise.all(made.slice(0, 6).map(({ id }) => me.clone().delete(`/comments/${id}`, 1)));
  assert.equal(await count(me, task), 10);
  const listed = await everything(me, '/tasks');
  assert.equal(listed[0].comment_count, 10);
  assert.equal((await got(me.get(`/tasks/${task.id}`))).rev, 1);
});

test('an own comment can be changed, and says so by its rev; the same text again is no change', async () => {
  const { me, task } = await discussed();
  const comment = await newComment(me, task);
  const changed = await got(me.patch(`/comments/${comment.id}`, { body: 'On Monday.' }, 1));
  assert.deepEqual({ ...changed, updated_at: 0 }, { ...comment, body: 'On Monday.', rev: 2, updated_at: 0 });
  assert.deepEqual(await got(me.patch(`/comments/${comment.id}`, { body: 'On Monday.' }, 2)), changed);
  for (const body of [
    {},
    { body: '' },
    { body: 'x'.repeat(10001) },
    { body: 'x', visibility: 'client' },
    { body: null },
  ]) {
    assert.equal((await me.patch(`/comments/${comment.id}`, body, 2)).status, 422);
  }
});

test('nobody puts words into the mouth of another, not even an owner', async () => {
  const { me, task } = await discussed();
  const member = await newMember(t, me);
  const theirs = await newComment(member, task);
  const answer = await me.patch(`/comments/${theirs.id}`, { body: 'x' }, 1);
  assert.equal(answer.status, 403, answer.text);
  assert.equal(answer.body.code, 'not_author');
  const mine = await newComment(me, task);
  assert.equal((await member.delete(`/comments/${mine.id}`, 1)).status, 403);
});

test('a deleted comment is gone; its replies stay', async () => {
  const { me, task } = await discussed();
  const parent = await newComment(me, task);
  const reply = await newComment(me, task, { parent_id: parent.id });
  assert.equal((await me.delete(`/comments/${parent.id}`, 1)).status, 204);
  assert.deepEqual(
    (await everything(me, `/tasks/${task.id}/comments`)).map(({ id }) => id),
    [reply.id],
  );
  assert.equal((await me.get(`/comments/${parent.id}`)).status, 404);
  assert.equal((await me.patch(`/comments/${parent.id}`, { body: 'x' }, 1)).status, 404);
  assert.equal((await me.delete(`/comments/${parent.id}`, 2)).status, 404);
});

test('the activity of a task tells of its comments', async () => {
  const { me, task } = await discussed();
  const comment = await newComment(me, task);
  await got(me.patch(`/comments/${comment.id}`, { body: 'On Monday.' }, 1));
  await me.delete(`/comments/${comment.id}`, 2);
  const events = await everything(me, `/tasks/${task.id}/activity?sort=seq`);
  const kinds = events.filter(({ entity_id }) => entity_id === comment.id).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['comment.created', 'comment.updated', 'comment.deleted']);
});
