// Writing without losing anybody's work: ETags, If-Match, Idempotency-Key.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite, until } from './lib/harness.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { newClient, newComment, newProject, newTask, nowhere } from './lib/work.mjs';

const t = await suite();

const furnished = async () => {
  const me = await t.tenant();
  const client = await newClient(me);
  const project = await newProject(me);
  const task = await newTask(me, project);
  const comment = await newComment(me, task);
  return { me, client, project, task, comment };
};

/** Path, change and what the change sets, for each kind of versioned row. */
const versioned = ({ me, client, project, task, comment }) => [
  [`/clients/${client.id}`, { name: 'Südwind' }],
  [`/projects/${project.id}`, { name: 'Old website' }],
  [`/tasks/${task.id}`, { title: 'Write less' }],
  [`/comments/${comment.id}`, { body: 'On Monday.' }],
  [`/workspaces/${me.workspace}`, { name: 'Studio Berg' }],
];

const keyed = (key) => ({ headers: { 'idempotency-key': key } });
let keys = 0;
const newKey = () => `key-${process.pid}-${(keys += 1)}`;

test('reading a versioned row answers ETag "r<rev>-<digest>", writing it "r<rev>"; If-Match takes both', async () => {
  const all = await furnished();
  const { me } = all;
  for (const [path, change] of versioned(all)) {
    const read = await me.get(path);
    assert.match(read.headers.etag, new RegExp(`^"r${read.body.data.rev}-[0-9a-f]{16}"$`), path);
    const written = await me.patch(path, change, read.headers.etag);
    assert.equal(written.status, 200, written.text);
    assert.equal(written.body.data.rev, read.body.data.rev + 1);
    assert.equal(written.headers.etag, `"r${written.body.data.rev}"`);
    assert.deepEqual((await me.get(path)).body.data, written.body.data);
    assert.equal((await me.patch(path, change, written.headers.etag)).status, 200, path);
  }
});

test('a 304 is never stale: what is answered beside the row changes the ETag too', async () => {
  const me = await t.tenant();
  const client = await newClient(me);
  const project = await newProject(me, { client_id: client.id });
  const paths = [`/clients/${client.id}`, `/projects/${project.id}`];
  const ask = async (etags = []) =>
    Promise.all(paths.map((path, i) => me.get(path, { headers: etags[i] ? { 'if-none-match': etags[i] } : {} })));
  const etagsOf = (answers) => answers.map(({ headers }) => headers.etag);
  const before = await ask();
  assert.deepEqual((await ask(etagsOf(before))).map(({ status }) => status), [304, 304]);

  const task = await newTask(me, project);
  const more = await ask(etagsOf(before));
  assert.deepEqual(more.map(({ status }) => status), [200, 200], 'one task more');
  assert.equal(more[0].body.data.open_tasks, 1);
  assert.equal(more[1].body.data.task_counts.todo, 1);
  assert.deepEqual(more.map(({ body }) => body.data.rev), before.map(({ body }) => body.data.rev));

  await me.post(`/tasks/${task.id}/complete`);
  assert.deepEqual((await ask(etagsOf(more))).map(({ status }) => status), [200, 200], 'one open task less');
  await me.patch(paths[0], { name: 'Renamed' }, client.rev);
  assert.equal((await ask(etagsOf(more)))[1].body.data.client_name, 'Renamed', 'its client has another name');
  assert.equal((await ask(etagsOf(await ask()))).every(({ status }) => status === 304), true);
});

test('If-None-Match gives 304 without a body on items and lists, and 200 once they change', async () => {
  const { me, project, task } = await furnished();
  for (const path of [
    `/tasks/${task.id}`,
    `/projects/${project.id}`,
    '/tasks',
    '/clients',
    '/me',
    '/me/work',
    '/changes',
    `/tasks/${task.id}/versions`,
    `/tasks/${task.id}/activity`,
    '/members',
    '/workspaces',
  ]) {
    const first = await me.get(path);
    assert.equal(first.status, 200, first.text);
    const { etag } = first.headers;
    assert.match(etag, /^(W\/)?"[^"]+"$/, path);
    for (const value of [etag, `"x", ${etag}`, '*', etag.replace(/^(W\/)?/, 'W/')]) {
      const again = await me.get(path, { headers: { 'if-none-match': value } });
      assert.equal(again.status, 304, `${path} ${value}`);
      assert.equal(again.headers.etag, etag);
      assert.equal(again.text, '');
    }
    assert.equal((await me.get(path, { headers: { 'if-none-match': '"r999"' } })).status, 200, path);
    const head = await me.api('HEAD', path, { headers: { 'if-none-match': etag } });
    assert.equal(head.status, 304);
  }
  const list = await me.get('/tasks');
  await me.patch(`/tasks/${task.id}`, { title: 'Changed' }, task.rev);
  const headers = { 'if-none-match': list.headers.etag };
  assert.equal((await me.get('/tasks', { headers })).status, 200);
  assert.equal((await me.get(`/tasks/${task.id}`, { headers: { 'if-none-match': '"r1"' } })).status, 200);
});

test('a write without If-Match is 428, with one that is no ETag of ours 400; neither changes anything', async () => {
  const all = await furnished();
  const { me } = all;
  const before = await fingerprint(t);
  for (const [path, change] of versioned(all)) {
    const writes = [['PATCH', change], ...(path.startsWith('/workspaces') ? [] : [['DELETE', undefined]])];
    for (const [method, body] of writes) {
      const without = await me.api(method, path, { body });
      assert.equal(without.status, 428, `${method} ${path}: ${without.text}`);
      assert.equal(without.body.code, 'precondition_required');
      for (const etag of [
        'r1',
        '*',
        '"1"',
        'W/"1"',
        '"r"',
        '"r-1"',
        '"r1x"',
        '"r99999999999"',
        '"r1", "2"',
        '"r1", *',
        '"r1" "r2"',
        ',',
        Array(17).fill('"r1"').join(),
        '"r1-"',
        '"r1-0123456789abcde"',
        '"r1-0123456789abcdeg"',
        '"r1-01234567"9abcdef"',
        '"r-0123456789abcdef"',
        '""',
        '"r 1"',
      ]) {
        const wrong = await me.api(method, path, { body, headers: { 'if-match': etag } });
        assert.equal(wrong.status, 400, `${method} ${path} ${etag}: ${wrong.text}`);
        assert.equal(wrong.body.errors[0].pointer, 'If-Match');
      }
    }
  }
  assert.deepEqual(await fingerprint(t), before);
});

test('C96: a stale If-Match is 412 with the current row, and changes nothing', async () => {
  const all = await furnished();
  const { me } = all;
  for (const [path, change] of versioned(all)) {
    const read = await me.get(path);
    const current = await me.patch(path, change, read.headers.etag);
    const before = await fingerprint(t);
    for (const etag of [read.headers.etag, '"r0"', '"r77"']) {
      const stale = await me.patch(path, change, etag);
      assert.equal(stale.status, 412, `${path} ${etag}: ${stale.text}`);
      assert.equal(stale.body.code, 'precondition_failed');
      assert.deepEqual(stale.body.current, current.body.data);
    }
    if (!path.startsWith('/workspaces')) {
      const kept = await me.delete(path, read.headers.etag);
      assert.equal(kept.status, 412, kept.text);
      assert.deepEqual(kept.body.current, current.body.data);
    }
    assert.deepEqual(await fingerprint(t), before);
  }
});

test('C96: any tag of a list may match, whatever stands beside it', async () => {
  const all = await furnished();
  const { me } = all;
  for (const [path, change] of versioned(all)) {
    let { rev } = (await me.get(path)).body.data;
    for (const list of [
      (now) => `"r${now}", "r${now - 1}"`,
      (now) => `"r${now - 1}" ,\t"r${now}-0123456789abcdef"`,
      (now) => `"r${now}", "r${now + 7}"`,
      (now) => `W/"r${now}", "r${now}"`,
      (now) => `${Array(15).fill('"r0"').join()},"r${now}"`,
    ]) {
      const written = await me.patch(path, change, list(rev));
      assert.equal(written.status, 200, `${path} ${list(rev)}: ${written.text}`);
      ({ rev } = written.body.data);
    }
    for (const list of [`"r${rev - 1}", "r${rev + 1}"`, `"r${rev + 1}", W/"r${rev}"`]) {
      const stale = await me.patch(path, change, list);
      assert.equal(stale.status, 412, `${path} ${list}: ${stale.text}`);
      assert.equal(stale.body.current.rev, rev);
    }
  }
  const task = await newTask(me, all.project);
  assert.equal((await me.delete(`/tasks/${task.id}`, `"r${task.rev}", "r99"`)).status, 204);
  assert.equal((await me.delete(`/tasks/${task.id}`, `"r${task.rev}", "r99"`)).status, 404);
});

test('C96: a weak tag, as a compressing proxy makes of ours, never matches a write: 412 says what does', async () => {
  const all = await furnished();
  const { me } = all;
  for (const [path, change] of versioned(all)) {
    const read = await me.get(path);
    for (const etag of [`W/${read.headers.etag}`, `W/"r${read.body.data.rev}"`]) {
      const weak = await me.patch(path, change, etag);
      assert.equal(weak.status, 412, `${path} ${etag}: ${weak.text}`);
      assert.match(weak.body.detail, /weak ETag/);
      assert.deepEqual(weak.body.current, read.body.data);
    }
    assert.equal((await me.get(path, { headers: { 'if-none-match': `W/${read.headers.etag}` } })).status, 304, path);
    assert.equal((await me.patch(path, change, `"r${read.body.data.rev}"`)).status, 200, path);
  }
  assert.equal((await me.patch(`/tasks/${nowhere()}`, { title: 'x' }, 'W/"r1"')).status, 404);
});

test('C96: of eight who write at once one succeeds, seven get his row', async () => {
  const { me, task } = await furnished();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => me.patch(`/tasks/${task.id}`, { title: `By ${i}` }, task.rev)),
  );
  const won = answers.filter(({ status }) => status === 200);
  assert.equal(won.length, 1, answers.map(({ status }) => status).join());
  for (const { status, body } of answers.filter((answer) => answer !== won[0])) {
    assert.equal(status, 412);
    assert.deepEqual(body.current, won[0].body.data);
  }
  assert.deepEqual((await me.get(`/tasks/${task.id}`)).body.data, won[0].body.data);
});

test('C96: If-Match of a row that is gone is 404', async () => {
  const { me, task } = await furnished();
  assert.equal((await me.patch(`/tasks/${nowhere()}`, { title: 'x' }, 1)).status, 404);
  assert.equal((await me.delete(`/tasks/${task.id}`, task.rev)).status, 204);
  for (const rev of [task.rev, task.rev + 1]) {
    assert.equal((await me.patch(`/tasks/${task.id}`, { title: 'x' }, rev)).status, 404);
    assert.equal((await me.delete(`/tasks/${task.id}`, rev)).status, 404);
  }
});

test('C95: the same key answers what was answered first, and has one effect', async () => {
  const { me, project, task } = await furnished();
  const cases = [
    [
      '/clients',
      {
        name: 'Once "quoted" \\ / é\u2028\u007f\t😀',
        notes: 'a\nb',
        rate_minor: 9500,
        last_contact_at: '2026-03-04T15:00:00Z',
      },
    ],
    ['/projects', { name: 'Once', code: 'ONCE', due_on: '2026-04-17', budget_minor: 760000 }],
    [`/projects/${project.id}/tasks`, { title: 'Once', due_at: '2026-03-12T17:00:00.123456+01:00' }],
    [`/tasks/${task.id}/comments`, { body: 'Once' }],
    [`/tasks/${task.id}/move`, { column_id: project.columns[1].id }],
    [`/tasks/${task.id}/complete`, undefined],
    [`/tasks/${task.id}/reopen`, undefined],
    [`/tasks/${task.id}/versions/1/restore`, undefined],
    [`/projects/${project.id}/archive`, undefined],
    [`/projects/${project.id}/restore`, undefined],
    ['/tasks/bulk', { ops: [{ op: 'create', project_id: project.id, data: { title: 'Once' } }] }],
    ['/workspaces', { name: 'Second workspace' }],
  ];
  for (const [path, body] of cases) {
    const key = newKey();
    const first = await me.post(path, body, keyed(key));
    assert.ok(first.status < 300, `${path}: ${first.text}`);
    assert.equal(first.headers['idempotency-replayed'], undefined);
    const before = await fingerprint(t);
    for (let i = 0; i < 2; i++) {
      const again = await me.post(path, body, keyed(key));
      assert.equal(again.status, first.status, `${path}: ${again.text}`);
      assert.equal(again.headers['idempotency-replayed'], 'true', path);
      assert.equal(again.text, first.text, path);
      assert.equal(again.headers.etag, first.headers.etag, path);
      assert.equal(again.headers.location, first.headers.location, path);
    }
    assert.deepEqual(await fingerprint(t), before, path);
  }
});

test('C95: eight at once with one key have one effect', async () => {
  const { me } = await furnished();
  const key = newKey();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => me.clone().post('/clients', { name: 'Once' }, keyed(key))),
  );
  const statuses = answers.map(({ status }) => status);
  assert.ok(
    statuses.every((status) => status === 201 || status === 409),
    statuses.join(),
  );
  const made = answers.filter(({ status }) => status === 201);
  assert.equal(new Set(made.map(({ text }) => text)).size, 1);
  assert.equal(made.filter(({ headers }) => !headers['idempotency-replayed']).length, 1);
  const found = await me.get('/clients');
  assert.equal(found.body.data.filter(({ name }) => name === 'Once').length, 1);
  const later = await me.post('/clients', { name: 'Once' }, keyed(key));
  assert.equal(later.headers['idempotency-replayed'], 'true');
});

test('C95: a key whose request still runs is 409 at once; that request is done once', async () => {
  const { me } = await furnished();
  const key = newKey();
  const waiting = `select count(*) from pg_stat_activity where datname = current_database() and`;
  const held = t
    .sql(`begin; select from app.workspaces where id = '${me.workspace}' for update; select pg_sleep(60)`)
    .catch(() => 'released');
  await until('the workspace to be locked', async () => (await t.sql(`${waiting} wait_event = 'PgSleep'`)) === '1');

  const running = me.clone().post('/clients', { name: 'Once' }, keyed(key));
  await until(
    'the first to wait',
    async () => (await t.sql(`${waiting} usename = 'ss_app' and wait_event_type = 'Lock'`)) === '1',
  );
  const second = await me.post('/clients', { name: 'Once' }, keyed(key));
  assert.equal(second.status, 409, second.text);
  assert.equal(second.body.code, 'idempotency_in_flight');

  await t.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
  );
  assert.equal(await held, 'released');
  const first = await running;
  assert.equal(first.status, 201, first.text);
  const later = await me.post('/clients', { name: 'Once' }, keyed(key));
  assert.equal(later.text, first.text);
  assert.equal((await me.get('/clients')).body.data.filter(({ name }) => name === 'Once').length, 1);
});

test('C95: a key with another body, path or operation is 422, and nothing is done', async () => {
  const { me, project, task } = await furnished();
  const key = newKey();
  assert.equal((await me.post('/clients', { name: 'Once' }, keyed(key))).status, 201);
  const before = await fingerprint(t);
  for (const [path, body] of [
    ['/clients', { name: 'Twice' }],
    ['/clients', { name: 'Once', notes: '' }],
    ['/projects', { name: 'Once' }],
    [`/projects/${project.id}/tasks`, { title: 'Once' }],
    [`/tasks/${task.id}/complete`, undefined],
  ]) {
    const answer = await me.post(path, body, keyed(key));
    assert.equal(answer.status, 422, `${path}: ${answer.text}`);
    assert.equal(answer.body.code, 'idempotency_mismatch');
  }
  assert.deepEqual(await fingerprint(t), before);
});

test('C95: what was refused left nothing behind: the key is free for the next try', async () => {
  const { me, project } = await furnished();
  const key = newKey();
  assert.equal((await me.post('/clients', { name: '' }, keyed(key))).status, 422);
  assert.equal((await me.post('/projects', { name: 'x', code: project.code }, keyed(key))).status, 409);
  assert.equal((await me.post(`/tasks/${nowhere()}/complete`, undefined, keyed(key))).status, 404);
  const answer = await me.post('/clients', { name: 'At last' }, keyed(key));
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.headers['idempotency-replayed'], undefined);
});

test('C95: a key is 1 to 255 visible characters', async () => {
  const { me } = await furnished();
  for (const key of ['', ' ', 'a b', 'x'.repeat(256), 'é', 'a\tb']) {
    const answer = await me.post('/clients', { name: 'x' }, keyed(key));
    assert.equal(answer.status, 400, `"${key}": ${answer.text}`);
    assert.equal(answer.body.errors[0].pointer, 'Idempotency-Key');
  }
  for (const key of ['!', '~'.repeat(255)]) {
    assert.equal((await me.post('/clients', { name: 'x' }, keyed(key))).status, 201);
  }
  assert.equal((await me.get('/clients')).body.data.filter(({ name }) => name === 'x').length, 2);
});

test('C95: a key lives for 24 hours', async () => {
  const { me } = await furnished();
  const key = newKey();
  const first = await me.post('/clients', { name: 'Once' }, keyed(key));
  const [row] = await t.rows(
    `select extract(epoch from expires_at - created_at) as life from app.idempotency_keys where key = '${key}'`,
  );
  assert.equal(row.life, 86400);
  await t.sql(`update app.idempotency_keys set expires_at = now() - interval '1 s' where key = '${key}'`);
  const later = await me.post('/clients', { name: 'Once' }, keyed(key));
  assert.equal(later.status, 201, later.text);
  assert.notEqual(later.body.data.id, first.body.data.id);
});

test('C95: a replay is given only to a session that may still ask', async () => {
  const { me } = await furnished();
  const key = newKey();
  await me.post('/clients', { name: 'Once' }, keyed(key));
  await t.sql(`update app.sessions set revoked_at = now() where user_id = '${me.user.id}'`);
  const answer = await me.post('/clients', { name: 'Once' }, keyed(key));
  assert.equal(answer.status, 401, answer.text);
});
