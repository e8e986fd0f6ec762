// What stands around every answer: headers, ids, times, and what the logs keep.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkHeaders } from './lib/client.mjs';
import { env } from './lib/env.mjs';
import { newEmail, suite, until } from './lib/harness.mjs';
import { newClient, newComment, newProject, newTask } from './lib/work.mjs';

const t = await suite({
  server: `location = /plain { return 200 "plain"; } location = /moved { return 301 /plain; }
           location = /own { add_header X-Own 1; return 200 "own"; }
           location ~ /\\. { return 404; }`,
});
const me = await t.tenant();

const logged = (id) => until(`the line of ${id}`, () => t.server.accessLog().find((line) => line.request_id === id));

test('C36: every answer carries the security headers, once, also those that nginx makes', async () => {
  for (const path of [
    '/livez',
    '/readyz',
    '/version',
    '/metrics',
    '/openapi.json',
    '/plain',
    '/moved',
    '/own',
    '/nowhere',
    '/.git/config',
    '/',
  ]) {
    checkHeaders(path, await t.exchange({ path }));
  }
  const rawHeaders = async (request) => {
    const { text } = await t.raw(request);
    const lines = text.split('\r\n\r\n')[0].split('\r\n').slice(1);
    const names = lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
    const repeated = names.filter((name, i) => names.indexOf(name) !== i && name !== 'set-cookie');
    assert.deepEqual(repeated, [], request);
    checkHeaders(request.slice(0, 60), {
      headers: Object.fromEntries(lines.map((line, i) => [names[i], line.slice(line.indexOf(':') + 1).trim()])),
    });
    return text;
  };
  const end = 'Host: t\r\nConnection: close\r\n\r\n';
  for (const request of [
    'GARBAGE\r\n\r\n',
    `GET /${'a'.repeat(9000)} HTTP/1.1\r\n${end}`,
    `GET / HTTP/1.1\r\nX: ${'a'.repeat(9000)}\r\n${end}`,
    `POST /api/v1/auth/login HTTP/1.1\r\nContent-Length: 99999999\r\n${end}`,
    `TRACE / HTTP/1.1\r\n${end}`,
    `GET /api/v1/me HTTP/1.1\r\n${end}`,
    `GET /api/v1/nowhere HTTP/1.1\r\n${end}`,
    `HEAD /api/v1/me HTTP/1.1\r\n${end}`,
    `GET /livez HTTP/1.1\r\n${end}`,
  ]) {
    assert.match(await rawHeaders(request), /^HTTP\/1\.1 \d/);
  }
});

test('C36: HSTS is said where the client came by https, and only there', async () => {
  assert.equal((await t.exchange({ path: '/livez' })).headers['strict-transport-security'], undefined);
  const headers = { 'x-forwarded-proto': 'https' };
  for (const path of ['/livez', '/api/v1/me', '/nowhere']) {
    assert.equal(
      (await t.exchange({ path, headers })).headers['strict-transport-security'],
      'max-age=63072000; includeSubDomains',
    );
  }
});

test('C36: nothing of the API may be stored on the way', async () => {
  for (const path of ['/me', '/clients', '/nowhere', '/auth/session']) {
    assert.equal((await me.get(path)).headers['cache-control'], 'no-store', path);
  }
  const login = await t.client().post('/auth/login', { email: me.account.email, password: me.account.password });
  assert.equal(login.headers['cache-control'], 'no-store');
});

test('C63: no answer tells versions of the server; dotfiles and the like are 404', async () => {
  for (const path of ['/', '/livez', '/nowhere', '/api/v1/me', '/api/v1/nowhere']) {
    const answer = await t.exchange({ path });
    assert.equal(answer.headers.server, 'nginx');
    assert.equal(answer.headers['x-powered-by'], undefined);
  }
  for (const path of [
    '/.git/config',
    '/.env',
    '/debug',
    '/nginx.conf',
    '/secrets.json',
    '/error.log',
    '/api/v1/metrics',
    '/status',
    '/server-status',
    '/nginx_status',
    '/tmp/',
    '/html/',
  ]) {
    assert.equal((await t.exchange({ path })).status, 404, path);
  }
});

test('C64: a forwarded address of anybody is not believed', async () => {
  const id = `forwarded-${randomBytes(4).toString('hex')}`;
  const headers = {
    'x-request-id': id,
    'x-forwarded-for': '203.0.113.7',
    'x-real-ip': '203.0.113.7',
    forwarded: 'for=203.0.113.7',
  };
  const client = t.client();
  const answer = await client.post(
    '/auth/login',
    { email: me.account.email, password: me.account.password },
    { headers },
  );
  assert.equal(answer.status, 200);
  assert.equal((await logged(id)).client, '127.0.0.1');
  const networks = await t.sql(`select distinct ip_prefix from app.sessions where user_id = '${me.user.id}'`);
  assert.equal(networks, '127.0.0.0/24');
});

test('X-Request-Id is taken over when it has the shape of one, made otherwise, and never doubled', async () => {
  for (const id of ['12345678', 'A.b_c-D9', 'x'.repeat(64)]) {
    assert.equal((await me.get('/me', { headers: { 'x-request-id': id } })).headers['x-request-id'], id);
  }
  const made = new Set();
  for (const id of ['1234567', 'x'.repeat(65), 'with space', 'semi;colon', '<script>', 'é'.repeat(8), '"quoted"']) {
    const answer = await me.get('/me', { headers: { 'x-request-id': id } });
    assert.match(
      answer.headers['x-request-id'],
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      id,
    );
    made.add(answer.headers['x-request-id']);
  }
  assert.equal(made.size, 7);
  const twice = await t.raw(
    'GET /api/v1/me HTTP/1.1\r\nHost: t\r\nConnection: close\r\nX-Request-Id: first-0001\r\nX-Request-Id: second-002\r\n\r\n',
  );
  assert.equal(twice.text.match(/^x-request-id:/gim).length, 1);
});

test('a request id goes from the header to the log, the problem and the history', async () => {
  const id = `trace-${randomBytes(6).toString('hex')}`;
  const project = await newProject(me);
  const made = await me.post(`/projects/${project.id}/tasks`, { title: 'Traced' }, { headers: { 'x-request-id': id } });
  assert.equal((await logged(id)).operation, 'createTask');
  const [version] = (await me.get(`/tasks/${made.body.data.id}/versions`)).body.data;
  assert.equal(version.request_id, id);
  const changes = (await me.get('/changes?limit=100')).body.data.filter((change) => change.request_id === id);
  assert.deepEqual(
    changes.map(({ entity_id }) => entity_id),
    [made.body.data.id],
  );

  const refused = `${id}-no`;
  const answer = await me.get('/nowhere', { headers: { 'x-request-id': refused } });
  assert.equal(answer.body.request_id, refused);
  assert.equal((await logged(refused)).error, 'not_found');
});

const span = '00f067aa0ba902b7';
const newTrace = () => randomBytes(16).toString('hex');
const parts = (answer) => answer.headers.traceparent.split('-');

test('a traceparent is gone on with, under a span of our own', async () => {
  const spans = new Set();
  for (const [form, flags] of [
    ['00-T-S-01', '01'],
    ['00-T-S-00', '00'],
    ['00-T-S-ff', '03'],
    ['42-T-S-01', '01'],
    ['42-T-S-01-more', '01'],
  ]) {
    const trace = newTrace();
    const traceparent = form.replace('T', trace).replace('S', span);
    const answer = await me.get('/me', { headers: { traceparent, tracestate: 'other=1' } });
    assert.deepEqual([parts(answer)[1], parts(answer)[3]], [trace, flags], form);
    assert.equal(answer.headers.tracestate, undefined);
    spans.add(parts(answer)[2]);
  }
  assert.equal(spans.size, 5);
  assert.ok(!spans.has(span));
});

test('a traceparent that is none is passed over: a trace begins', async () => {
  const trace = newTrace();
  const made = new Set();
  for (const traceparent of [
    '',
    'x',
    trace,
    `00-${trace}-${span}`,
    `00-${trace}-${span}-01-more`,
    `ff-${trace}-${span}-01`,
    `00-${trace.toUpperCase()}-${span.toUpperCase()}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace}-${span}-01, 00-${trace}-${span}-01`,
    'é'.repeat(55),
  ]) {
    const answer = await me.get('/me', { headers: { traceparent } });
    assert.equal(answer.status, 200, traceparent);
    const [, own, , flags] = parts(answer);
    assert.notEqual(own, trace, traceparent);
    assert.equal(flags, '00');
    made.add(own);
  }
  assert.equal(made.size, 11);
  const one = `Traceparent: 00-${trace}-${span}-01\r\n`;
  const { cookie } = me.headers('GET', {});
  const twice = await t.raw(`GET /api/v1/me HTTP/1.1\r\nHost: t\r\nCookie: ${cookie}\r\nConnection: close\r\n${one}${one}\r\n`);
  assert.match(twice.text, /^HTTP\/1\.1 200/);
  assert.equal(twice.text.match(/^traceparent:/gim).length, 1);
  assert.ok(!twice.text.includes(trace), 'two are as good as none');
});

test('every answer has a traceparent: refusals, 304, and those that nginx makes', async () => {
  const list = await me.get('/clients');
  const known = await me.get('/clients', { headers: { 'if-none-match': list.headers.etag } });
  assert.equal(known.status, 304);
  assert.match(known.headers.traceparent, /^00-/);
  const trace = newTrace();
  const end = `Host: t\r\nConnection: close\r\ntraceparent: 00-${trace}-${span}-01\r\n\r\n`;
  for (const [request, status] of [
    [`GET /api/v1/me HTTP/1.1\r\n${end}`, 401],
    [`GET /nowhere HTTP/1.1\r\n${end}`, 404],
    [`POST /api/v1/auth/login HTTP/1.1\r\nContent-Length: 99999999\r\n${end}`, 413],
    [`TRACE / HTTP/1.1\r\n${end}`, 405],
  ]) {
    const { text } = await t.raw(request);
    assert.match(text, new RegExp(`^HTTP/1.1 ${status} `), request);
    assert.match(text, new RegExp(`^traceparent: 00-${trace}-[0-9a-f]{16}-01\r$`, 'im'), request);
  }
  const { text } = await t.raw('GARBAGE\r\n\r\n');
  assert.match(text, /^traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-00\r$/im);
});

test('a trace goes from the header to the log, the events and the mails that it leaves', async () => {
  const trace = newTrace();
  const id = `traced-${randomBytes(6).toString('hex')}`;
  const headers = { 'x-request-id': id, traceparent: `00-${trace}-${span}-01` };
  const answer = await me.post('/clients', { name: 'Traced' }, { headers });
  const line = await logged(id);
  assert.deepEqual([line.trace_id, line.span_id], parts(answer).slice(1, 3));
  assert.equal(line.trace_id, trace);

  const stored = (table, where) =>
    t.sql(`select string_agg(distinct request_id || ' ' || replace(trace_id::text, '-', ''), ',') from app.${table} where ${where}`);
  assert.equal(await stored('events', `entity_id = '${answer.body.data.id}'`), `${id} ${trace}`);

  const email = newEmail();
  const asked = await t.client().post('/auth/register', { email, password: randomBytes(12).toString('hex'), name: 'T', workspace_name: 'T' }, { headers });
  assert.ok(asked.status < 300, asked.text);
  assert.equal(await stored('mail_outbox', `recipient = '${email}'`), `${id} ${trace}`);

  const begun = await me.post('/clients', { name: 'Begun' });
  assert.equal(
    await stored('events', `entity_id = '${begun.body.data.id}'`),
    `${begun.headers['x-request-id']} ${begun.headers['x-request-id'].replaceAll('-', '')}`,
    'the trace that begins here has the digits of its request',
  );
});

test('Server-Timing tells the time in the database, in its queue, and in all', async () => {
  for (const path of ['/me', '/clients', '/nowhere']) {
    const timing = (await me.get(path)).headers['server-timing'];
    const [, db, wait, total] = /^db;dur=([\d.]+), wait;dur=([\d.]+), total;dur=([\d.]+)$/.exec(timing).map(Number);
    assert.ok(total < 5000 && db + wait <= total, timing);
    assert.equal(db > 0, path !== '/nowhere', timing);
  }
});

test('201 says where what was made can be read', async () => {
  const client = await me.post('/clients', { name: 'x' });
  const project = await me.post('/projects', { name: 'x' });
  const task = await me.post(`/projects/${project.body.data.id}/tasks`, { title: 'x' });
  const comment = await me.post(`/tasks/${task.body.data.id}/comments`, { body: 'x' });
  const workspace = await me.post('/workspaces', { name: 'x' });
  for (const [name, answer] of Object.entries({
    clients: client,
    projects: project,
    tasks: task,
    comments: comment,
    workspaces: workspace,
  })) {
    assert.equal(answer.headers.location, `${t.contract.base}/${name}/${answer.body.data.id}`);
    const read = await me.get(answer.headers.location.slice(t.contract.base.length));
    assert.equal(read.body.data.id, answer.body.data.id);
    assert.equal(read.body.data.rev, answer.body.data.rev);
    assert.equal(read.headers.location, undefined);
  }
});

test('HEAD answers as GET does, without the body', async () => {
  const varying = ['date', 'x-request-id', 'traceparent', 'server-timing'];
  const rest = ({ headers }) => Object.fromEntries(Object.entries(headers).filter(([name]) => !varying.includes(name)));
  for (const path of [
    '/me',
    '/clients',
    '/tasks?limit=1',
    '/nowhere',
    '/tasks/x',
    '//livez',
    '//version',
    '//openapi.json',
  ]) {
    const get = await me.get(path);
    const head = await me.api('HEAD', path, { check: false });
    assert.equal(head.status, get.status, path);
    assert.equal(head.text, '');
    assert.deepEqual(rest(head), rest(get), path);
  }
});

// A reload closes a connection after the request that it is at.
test('one connection carries many requests, also pipelined ones and after refusals', { skip: env.hup }, async () => {
  const cookie = me.headers('GET', {}).cookie;
  const one = (path, id, close = '') =>
    `GET /api/v1${path} HTTP/1.1\r\nHost: t\r\nCookie: ${cookie}\r\nX-Request-Id: ${id}\r\n${close}\r\n`;
  const requests = ['/me', '/nowhere', '/me', '/tasks', '/auth/session', '/clients?x=1'].map((path, i) =>
    one(path, `pipelined-${i}`),
  );
  const { text } = await t.raw([requests.join(''), one('/me', 'pipelined-last', 'Connection: close\r\n')]);
  const ids = [...text.matchAll(/X-Request-Id: (\S+)/gi)].map(([, id]) => id);
  assert.deepEqual(
    ids,
    [0, 1, 2, 3, 4, 5, 'last'].map((i) => `pipelined-${i}`),
  );
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status);
  assert.deepEqual(statuses, ['200', '404', '200', '400', '200', '400', '200']);
});

test('the access log is JSON with who did what, also when values try to break it', async () => {
  const id = `log-${randomBytes(6).toString('hex')}`;
  await me.get('/tasks?limit=1', { headers: { 'x-request-id': id } });
  const line = await logged(id);
  assert.equal(line.user, me.user.id);
  assert.equal(line.workspace, me.workspace);
  assert.equal(line.operation, 'listTasks');
  assert.equal(line.role, 'owner');
  assert.equal(line.status, '200');
  assert.ok(Number(line.db_time) > 0);
  assert.equal(line.path, `${t.contract.base}/tasks`, 'without the query');

  await me.get(`/x%22%0a%7b%5c%00`.replace('%00', ''), { headers: { 'x-request-id': `${id}-b` } });
  assert.equal((await logged(`${id}-b`)).status, '404');
});

test('C66: no password, cookie, token or text of a customer is ever in a log', async () => {
  const canary = () => `canary${randomBytes(9).toString('hex')}`;
  const secrets = {
    password: canary(),
    wrong: canary(),
    query: canary(),
    text: canary(),
    bearer: canary(),
    header: canary(),
    cookie: canary(),
  };
  const account = { email: newEmail(), name: 'Canary', password: secrets.password };
  const person = await t.tenant(account);
  const tokens = [...person.cookies.values()];
  await t.client().post('/auth/login', { email: account.email, password: secrets.wrong });
  await t.client().post('/auth/login', { email: 'x', password: secrets.wrong });
  await t
    .client()
    .api('POST', '/auth/login', {
      raw: `{"email":"x","password":"${secrets.wrong}`,
      headers: { 'content-type': 'application/json' },
    });
  await t
    .client()
    .api('POST', '/auth/login', { raw: `password=${secrets.wrong}`, headers: { 'content-type': 'text/plain' } });
  await person.get(`/clients?q=${secrets.query}`);
  await person.get(`/clients?nonsense=${secrets.query}`);
  const client = await newClient(person, { name: secrets.text, notes: secrets.text });
  const project = await newProject(person, { name: secrets.text });
  await newComment(person, await newTask(person, project, { title: secrets.text }), { body: secrets.text });
  await person.patch(`/clients/${client.id}`, { name: secrets.text }, 77);
  await person.get('/me', { headers: { authorization: `Bearer ${secrets.bearer}` } });
  await person.post(
    '/clients',
    { name: 'x' },
    { headers: { 'idempotency-key': secrets.header, 'if-match': secrets.header } },
  );
  for (const cookie of [`__Host-ss_at=${secrets.cookie}`, `__Host-ss_rt=${secrets.cookie}`, `x=${secrets.cookie}`]) {
    await t.exchange({ path: '/api/v1/me', headers: { cookie } });
    await t.exchange({ method: 'POST', path: '/api/v1/auth/refresh', headers: { cookie, origin: person.origin } });
  }
  await person.post('/auth/refresh');
  tokens.push(...person.cookies.values());
  await person.post('/auth/logout');

  const end = `end-${randomBytes(6).toString('hex')}`;
  await me.get('/me', { headers: { 'x-request-id': end } });
  await logged(end);
  const files = readdirSync(t.server.dir).filter((file) => /\.log$/.test(file));
  assert.deepEqual(files.sort(), ['access.log', 'error.log']);
  const metrics = (await t.exchange({ path: '/metrics' })).text;
  const keys = Object.values(t.server.secrets)
    .flat()
    .map(({ key }) => key);
  for (const [file, text] of [
    ...files.map((file) => [file, readFileSync(join(t.server.dir, file), 'utf8')]),
    ['metrics', metrics],
  ]) {
    for (const secret of [
      ...Object.values(secrets),
      ...tokens,
      ...tokens.map((token) => token.slice(-40)),
      ...keys,
      account.email,
    ]) {
      assert.ok(!text.includes(secret), `${file} holds ${secret.slice(0, 12)}…`);
    }
  }
});
