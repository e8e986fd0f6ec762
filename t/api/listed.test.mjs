// Members, and API keys, that see listed projects only.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workspaceFingerprint } from './lib/fingerprint.mjs';
import { suite } from './lib/harness.mjs';
import { withKey } from './lib/people.mjs';
import { bodies, idParameters, inWorkspace, pathOf, requiredHeaders, requiredQuery } from './lib/positions.mjs';
import { everything, got, newClient, newComment, newMember, newProject, newTalk, newTask } from './lib/work.mjs';

const t = await suite();
const canary = 'canary-of-a-hidden-project';
const owner = await t.tenant();

const furnished = async (name) => {
  const client = await newClient(owner, { name, notes: name });
  const project = await newProject(owner, { name, client_id: client.id, description: name });
  const task = await newTask(owner, project, { title: name, description: name, due_at: '2030-01-01T00:00:00Z' });
  const comment = await newComment(owner, task, { body: name });
  const talk = await newTalk(owner, project, name);
  const [column] = project.columns;
  return { ...talk, client_id: client.id, project_id: project.id, task_id: task.id, comment_id: comment.id, column_id: column.id,
    parent_id: comment.id, assignee_id: owner.user.id, id: task.id, before: task.id, after: task.id, rev: 1, project_ids: project.id };
};

const seen = await furnished('in the open');
const hidden = await furnished(canary);
const member = await newMember(t, owner);
const limit = (who, scope, project_ids) => got(owner.api('PUT', `/members/${who.user.id}/projects`, { body: { scope, project_ids } }));
await limit(member, 'listed', [seen.project_id]);

const ids = (rows) => rows.map(({ id }) => id);
const work = t.contract.operations.filter(
  (operation) =>
    inWorkspace(operation) &&
    operation.extension.roles.includes('member') &&
    idParameters(operation, 'path').some((name) => name in seen && name !== 'workspace_id'),
);

const call = (me, operation, values) => {
  const query = requiredQuery(operation);
  return me.api(operation.method, pathOf(operation, values) + (query.length ? `?${query.join('&')}` : ''), {
    body: bodies(t.contract, operation, values)[0]?.body(),
    headers: {
      ...requiredHeaders(operation),
      ...(operation.parameters.some(({ name }) => name === 'If-Match') ? { 'if-match': '"r1"' } : {}),
    },
  });
};

test('lists hold what is listed and nothing else', async () => {
  for (const [path, one] of Object.entries({ projects: 'project_id', clients: 'client_id', tasks: 'task_id', conversations: 'conversation_id' })) {
    assert.deepEqual(ids(await everything(member, `/${path}`)), [seen[one]], path);
    assert.equal((await everything(owner, `/${path}`)).length, 2, path);
  }
  const lists = t.contract.operations.filter(
    (one) => one.method === 'GET' && inWorkspace(one) && one.extension.roles.includes('member') && !one.path.includes('{'),
  );
  for (const operation of lists) {
    const answer = await member.get(`${operation.path}${/\/search(\/suggest)?$/.test(operation.path) ? '?q=canary' : ''}`);
    assert.ok(!answer.text.includes(canary), `${operation.id}: ${answer.text}`);
  }
});

for (const operation of work) {
  test(`${operation.id}: what is in another project is as if it never was`, async () => {
    const held = await workspaceFingerprint(t, owner.workspace);
    const answer = await call(member, operation, hidden);
    assert.equal(answer.status, 404, answer.text);
    assert.ok(!answer.text.includes(canary));
    assert.deepEqual(await workspaceFingerprint(t, owner.workspace), held);
  });
}

test('the events of other projects are left out of the log', async () => {
  const mine = await got(member.get('/changes?limit=100'));
  const all = await got(owner.get('/changes?limit=100'));
  assert.ok(mine.length < all.length);
  assert.ok(!JSON.stringify(mine).includes(canary));
  for (const one of ['project_id', 'task_id', 'client_id']) assert.ok(ids(mine.map(({ entity_id }) => ({ id: entity_id }))).includes(seen[one]), one);
  for (const one of ['workspace', 'member']) assert.ok(mine.some(({ entity_type }) => entity_type === one), one);
});

test('nothing goes out of the listed projects, or into others', async () => {
  const column = { column_id: hidden.column_id };
  const moved = await member.post(`/tasks/${seen.task_id}/move`, { ...column, project_id: hidden.project_id });
  assert.equal(moved.status, 422, moved.text);
  const bulk = await member.post('/tasks/bulk', { atomic: false, ops: [
    { op: 'complete', id: hidden.task_id },
    { op: 'create', project_id: hidden.project_id, data: { title: 'Smuggled' } },
  ] });
  assert.deepEqual(bulk.body.data.map(({ status }) => status), [404, 404], bulk.text);
  for (const path of ['/projects', '/clients']) {
    const answer = await member.post(path, { name: 'Mine' });
    assert.equal(answer.status, 403, answer.text);
    assert.equal(answer.body.code, 'listed_projects_only');
  }
  const share = (scope_type, scope_id) => member.post('/share-links', { scope_type, scope_id });
  for (const type of ['client', 'project', 'task']) {
    const answer = await share(type, hidden[`${type}_id`]);
    assert.ok([403, 422].includes(answer.status), answer.text);
  }
  const whole = await share('client', seen.client_id);
  assert.deepEqual([whole.status, whole.body.code], [403, 'listed_projects_only'], whole.text);
  assert.equal((await share('project', seen.project_id)).status, 201);
  const attached = await member.patch(`/projects/${seen.project_id}`, { client_id: hidden.client_id }, 1);
  assert.equal(attached.status, 422, attached.text);
});

test('in a listed project a member works as before', async () => {
  const task = await newTask(member, { id: seen.project_id });
  await newComment(member, task);
  assert.equal((await member.post(`/tasks/${task.id}/complete`)).status, 200);
  assert.equal((await member.delete(`/tasks/${task.id}`, 2)).status, 204);
});

test('the list counts from the next request on, and an owner is not limited', async () => {
  const other = await newMember(t, owner);
  assert.equal((await everything(other, '/projects')).length, 2);
  const row = await limit(other, 'listed', []);
  assert.deepEqual([row.scope, row.project_ids, row.rev], ['listed', [], 2]);
  assert.equal((await everything(other, '/projects')).length, 0);
  assert.equal((await limit(other, 'listed', [hidden.project_id])).project_ids[0], hidden.project_id);
  assert.deepEqual(ids(await everything(other, '/projects')), [hidden.project_id]);
  await limit(other, 'all', [hidden.project_id]);
  assert.equal((await everything(other, '/projects')).length, 2);

  const answer = await owner.api('PUT', `/members/${owner.user.id}/projects`, { body: { scope: 'listed', project_ids: [] } });
  assert.equal(answer.status, 409);
  assert.equal(answer.body.code, 'owner_sees_all');
  await limit(other, 'listed', [seen.project_id]);
  const { rev } = await got(owner.get(`/members/${other.user.id}`));
  const promoted = await got(owner.patch(`/members/${other.user.id}`, { role: 'owner' }, rev));
  assert.deepEqual([promoted.scope, promoted.project_ids], ['all', []]);
  assert.equal((await everything(other, '/projects')).length, 2);
});

test('C30: a key may be narrower than its member, never wider', async () => {
  const scopes = ['projects:read', 'tasks:read'];
  const narrow = await withKey(t, owner, { scopes, project_ids: [hidden.project_id] });
  assert.deepEqual(ids(await everything(narrow, '/projects')), [hidden.project_id]);
  assert.deepEqual(ids(await everything(narrow, '/tasks')), [hidden.task_id]);
  const same = await withKey(t, member, { scopes });
  assert.deepEqual(ids(await everything(same, '/projects')), [seen.project_id]);

  const wide = await member.post('/api-keys', { name: 'Wide', scopes, project_ids: [hidden.project_id] });
  assert.equal(wide.status, 422, wide.text);
  const [former] = [await withKey(t, member, { scopes, project_ids: [seen.project_id] })];
  await limit(member, 'listed', [hidden.project_id]);
  assert.equal((await everything(former, '/projects')).length, 0, 'what both allow is nothing');
  await limit(member, 'listed', [seen.project_id]);
});
