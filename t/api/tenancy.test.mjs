// The wall between workspaces, tried at every place where the contract takes an
// id. A stranger is a person with a workspace of his own and a valid session.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { workspaceFingerprint } from './lib/fingerprint.mjs';
import { newPeople } from './lib/people.mjs';
import { bodies, idParameters, inWorkspace, pathOf, requiredHeaders, requiredQuery } from './lib/positions.mjs';
import { newClient, newComment, newMember, newProject, newShare, newTalk, newTask, nowhere, problem } from './lib/work.mjs';

const t = await suite();
const secret = 'canary-of-another-tenant';

/** A workspace with one of each, and their ids by the names that the contract uses. */
const furnished = async (name) => {
  const me = await t.tenant({ name });
  const client = await newClient(me, { name, notes: name });
  const project = await newProject(me, { name, client_id: client.id, description: name, visibility: 'client' });
  const task = await newTask(me, project, {
    title: name,
    description: name,
    assignee_id: me.user.id,
    visibility: 'client',
  });
  const other = await newTask(me, project, { title: name });
  const comment = await newComment(me, task, { body: name });
  const ids = {
    ...(await newTalk(me, project, name)),
    ...(await newPeople(t, me, { name })),
    actor_id: me.user.id,
    project_ids: project.id,
    ...(await newShare(me, project, name)),
    workspace_id: me.workspace,
    client_id: client.id,
    project_id: project.id,
    task_id: task.id,
    comment_id: comment.id,
    column_id: project.columns[0].id,
    assignee_id: me.user.id,
    parent_id: comment.id,
    id: task.id,
    before: other.id,
    after: other.id,
    rev: 1,
  };
  return { me, ids };
};

const victim = await furnished(secret);
const stranger = await furnished('mine');
const tenantOperations = t.contract.operations.filter(inWorkspace);
const held = await workspaceFingerprint(t, victim.me.workspace);

/** Asks; the answer never holds a word of the victim's. */
const ask = async (me, operation, path, { body, headers, query = [] } = {}) => {
  const all = [...requiredQuery(operation), ...query];
  const answer = await me.api(operation.method, all.length ? `${path}?${all.join('&')}` : path, {
    body,
    headers: { ...requiredHeaders(operation), ...(operation.extension.etag && operation.method !== 'GET' ? { 'if-match': '"r1"' } : {}), ...headers },
  });
  assert.ok(
    !JSON.stringify(answer.body ?? '').includes(secret),
    `${operation.id} shows the other tenant: ${answer.text}`,
  );
  return answer;
};

const unchanged = async () => assert.deepEqual(await workspaceFingerprint(t, victim.me.workspace), held);

const firstBody = (operation, ids) => bodies(t.contract, operation, ids)[0]?.body();

for (const operation of tenantOperations) {
  const { id } = operation;
  const inPath = idParameters(operation, 'path');

  for (const name of inPath) {
    test(`C20: ${id}: a foreign {${name}} is 404, as one that never was`, async () => {
      const body = firstBody(operation, stranger.ids);
      const foreign = await ask(
        stranger.me,
        operation,
        pathOf(operation, { ...stranger.ids, [name]: victim.ids[name] }),
        { body },
      );
      assert.equal(foreign.status, 404, foreign.text);
      const absent = await ask(stranger.me, operation, pathOf(operation, { ...stranger.ids, [name]: nowhere() }), {
        body,
      });
      assert.deepEqual(problem(foreign), problem(absent));
      assert.equal(
        foreign.text.replace(foreign.headers['x-request-id'], ''),
        absent.text.replace(absent.headers['x-request-id'], ''),
      );
      await unchanged();
    });
  }

  test(`C20: ${id}: the workspace of another in the header is 404`, async () => {
    const headers = { 'smartstack-workspace': victim.ids.workspace_id };
    const body = firstBody(operation, victim.ids);
    const answer = await ask(stranger.me, operation, pathOf(operation, victim.ids), { body, headers });
    assert.equal(answer.status, 404, answer.text);
    await unchanged();
  });

  for (const name of idParameters(operation, 'query')) {
    test(`C20: ${id}: a foreign ${name} finds nothing`, async () => {
      const query = [`${encodeURIComponent(name)}=${victim.ids[/\[(\w+)\]/.exec(name)[1]]}`];
      const answer = await ask(stranger.me, operation, pathOf(operation, stranger.ids), { query });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(answer.body.data, []);
    });
  }

  for (const { body, positions } of bodies(t.contract, operation, stranger.ids)) {
    for (const { pointer, name, set } of positions) {
      const what = body().ops ? `${body().ops[0].op} ` : '';
      test(`C20: ${id}: ${what}a foreign id at ${pointer} of the body has no effect`, async () => {
        const sent = body();
        set(sent, victim.ids[name]);
        const answer = await ask(stranger.me, operation, pathOf(operation, stranger.ids), { body: sent });

        // A neighbour on a board that is not there any more is ignored by design, and so
        // is a notification of somebody else among those that are read.
        if (['before', 'after', 'ids'].includes(name)) assert.ok([200, 404, 422].includes(answer.status), answer.text);
        else assert.ok([404, 409, 412, 422].includes(answer.status), `${answer.status} ${answer.text}`);

        set(sent, nowhere());
        const absent = await ask(stranger.me, operation, pathOf(operation, stranger.ids), { body: sent });
        if (answer.status !== 200) assert.deepEqual(problem(answer), problem(absent), 'as one that never was');
        await unchanged();
      });
    }
  }
}

test('C20: bulk that is not atomic tells 404 for each foreign task and changes none', async () => {
  const ids = victim.ids;
  const answer = await stranger.me.post('/tasks/bulk', {
    atomic: false,
    ops: [
      { op: 'update', id: ids.task_id, if_rev: 1, data: { title: 'Taken' } },
      { op: 'complete', id: ids.task_id },
      { op: 'delete', id: ids.task_id, if_rev: 1 },
      { op: 'create', project_id: ids.project_id, data: { title: 'Smuggled' } },
    ],
  });
  assert.equal(answer.status, 200, answer.text);
  for (const result of answer.body.data) assert.ok(result.status >= 400, answer.text);
  assert.ok(!answer.text.includes(secret));
  await unchanged();
});

test('C20: a workspace of another is 404 by its id, and in no list', async () => {
  const { me } = stranger;
  for (const method of ['GET', 'PATCH']) {
    const options = method === 'PATCH' ? { body: { name: 'Mine' }, headers: { 'if-match': '"r1"' } } : {};
    assert.equal((await me.api(method, `/workspaces/${victim.me.workspace}`, options)).status, 404);
  }
  const listed = await me.get('/workspaces');
  assert.deepEqual(
    listed.body.data.map(({ id }) => id),
    [me.workspace],
  );
  await unchanged();
});

test('C20: the workspace header is a UUID of a workspace of the caller, once', async () => {
  const { me } = stranger;
  const status = async (value) => (await me.get('/clients', { headers: { 'smartstack-workspace': value } })).status;
  assert.equal(await status(null), 400);
  for (const value of ['', 'x', '*', `${me.workspace}x`, me.workspace.replaceAll('-', ''), `{${me.workspace}}`]) {
    assert.equal(await status(value), 400, value);
  }
  assert.equal(await status(nowhere()), 404);
  assert.equal(await status(me.workspace.toUpperCase()), 200);
  const twice = await t.raw(
    `GET /api/v1/clients HTTP/1.1\r\nHost: t\r\nConnection: close\r\nCookie: ${me.headers('GET', {}).cookie}\r\n` +
      `SmartStack-Workspace: ${me.workspace}\r\nSmartStack-Workspace: ${victim.me.workspace}\r\n\r\n`,
  );
  assert.equal(twice.status, 400);
});

test('C26: an ETag of another workspace is not confirmed: 304 comes only after authorisation', async () => {
  const { ids } = victim;
  const reads = [`/tasks/${ids.task_id}`, `/projects/${ids.project_id}`, `/clients/${ids.client_id}`];
  for (const path of reads) {
    const mine = await victim.me.get(path);
    const headers = { 'if-none-match': mine.headers.etag };
    assert.equal((await victim.me.get(path, { headers })).status, 304, path);
    assert.equal((await stranger.me.get(path, { headers })).status, 404, path);
    assert.equal((await stranger.me.get(path, { headers: { 'if-none-match': '*' } })).status, 404, path);
    assert.equal((await t.client().get(path, { headers })).status, 401, path);
  }
  const list = await victim.me.get('/tasks');
  const other = await stranger.me.get('/tasks', { headers: { 'if-none-match': list.headers.etag } });
  assert.equal(other.status, 200);
});

test('C25: a cursor of another workspace or person is refused', async () => {
  const { me } = victim;
  const first = await me.get('/tasks?limit=1');
  const cursor = first.body.meta.next_cursor;
  assert.equal((await me.get(`/tasks?limit=1&cursor=${cursor}`)).status, 200);
  const colleague = await newMember(t, me);
  for (const other of [stranger.me, colleague]) {
    const answer = await other.get(`/tasks?limit=1&cursor=${cursor}`);
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.body.errors[0].pointer, 'cursor');
  }
  await t.sql(
    `delete from app.memberships where workspace_id = '${me.workspace}' and user_id = '${colleague.user.id}'`,
  );
});

test('C95: an idempotency key of another person is another key', async () => {
  const headers = { 'idempotency-key': 'shared-key' };
  const first = await victim.me.post('/tasks/bulk', { ops: [{ op: 'complete', id: nowhere() }] }, { headers });
  assert.ok(first.status >= 400);
  const one = await newMember(t, stranger.me);
  const mine = await stranger.me.post('/clients', { name: 'Mine' }, { headers });
  const theirs = await one.post('/clients', { name: 'Theirs' }, { headers });
  assert.equal(mine.status, 201, mine.text);
  assert.equal(theirs.status, 201, theirs.text);
  assert.notEqual(mine.body.data.id, theirs.body.data.id);
  assert.equal(theirs.headers['idempotency-replayed'], undefined);
});
