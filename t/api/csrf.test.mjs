// A browser that is signed in must not be used by another site.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newEmail, password, suite } from './lib/harness.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { pathOf, requiredQuery } from './lib/positions.mjs';
import { newProject } from './lib/work.mjs';
import { newWorld } from './lib/world.mjs';

const t = await suite();

const create = (me, headers, options = {}) => me.post('/clients', { name: 'Nordwind' }, { headers, ...options });

test('C31: a change is taken from the site itself, told by Sec-Fetch-Site or by Origin', async () => {
  const me = await t.tenant();
  for (const headers of [
    { origin: me.origin },
    { origin: null, 'sec-fetch-site': 'same-origin' },
    { origin: me.origin, 'sec-fetch-site': 'same-origin' },
  ]) {
    const answer = await create(me, headers);
    assert.equal(answer.status, 201, `${JSON.stringify(headers)} ${answer.text}`);
  }
});

test('C31: from anywhere else it is 403 and changes nothing', async () => {
  const me = await t.tenant();
  const project = await newProject(me);
  const before = await fingerprint(t);
  const metrics = await t.server.metrics();
  const port = new URL(me.origin).port;
  const wrong = [
    { origin: null },
    { origin: 'null' },
    { origin: '' },
    { origin: 'https://evil.example' },
    { origin: `http://127.0.0.1:${Number(port) + 1}` },
    { origin: `https://127.0.0.1:${port}` },
    { origin: `http://localhost:${port}` },
    { origin: `${me.origin}/` },
    { origin: `${me.origin}.evil.example` },
    { origin: me.origin.toUpperCase() },
    { origin: `${me.origin} https://evil.example` },
    { origin: null, referer: `${me.origin}/` },
    ...['cross-site', 'same-site', 'none', '', 'Same-Origin', 'same-origin, cross-site'].map((site) => ({
      origin: me.origin,
      'sec-fetch-site': site,
    })),
  ];
  for (const headers of wrong) {
    const answer = await create(me, headers);
    assert.equal(answer.status, 403, `${JSON.stringify(headers)} ${answer.text}`);
    assert.equal(answer.body.code, 'cross_site_request');
  }
  const others = [
    ['PATCH', `/projects/${project.id}`, { name: 'Taken over' }, { 'if-match': '"r1"' }],
    ['DELETE', `/projects/${project.id}`, undefined, { 'if-match': '"r1"' }],
    ['POST', `/projects/${project.id}/archive`, undefined, {}],
    ['POST', '/auth/logout', undefined, {}],
    ['POST', '/auth/refresh', undefined, {}],
  ];
  for (const [method, path, body, headers] of others) {
    const answer = await me.api(method, path, { body, headers: { ...headers, origin: 'https://evil.example' } });
    assert.equal(answer.status, 403, `${method} ${path}`);
    assert.deepEqual(answer.setCookie, []);
  }
  assert.deepEqual(await fingerprint(t), before);
  const after = await t.server.metrics();
  assert.equal(
    after.smartstack_csrf_refused_total - metrics.smartstack_csrf_refused_total,
    wrong.length + others.length,
  );
});

test("C31: signing in and registering are covered too: nobody is signed in to a stranger's account", async () => {
  const me = await t.tenant();
  const evil = { headers: { origin: 'https://evil.example' } };
  const login = await t.client().post('/auth/login', { email: me.account.email, password }, evil);
  const register = await t.client().post('/auth/register', { email: newEmail(), name: 'Eve', password }, evil);
  for (const answer of [login, register]) {
    assert.equal(answer.status, 403);
    assert.deepEqual(answer.setCookie, []);
  }
});

test('C31: reading needs neither', async () => {
  const me = await t.tenant();
  for (const site of ['cross-site', 'none', 'same-site', 'same-origin']) {
    assert.equal((await me.get('/me', { headers: { 'sec-fetch-site': site } })).status, 200, site);
  }
});

test('C32: a body that is not application/json is 415 and changes nothing', async () => {
  const me = await t.tenant();
  const before = await fingerprint(t);
  const raw = JSON.stringify({ name: 'Nordwind' });
  const types = [
    null,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/jsonp',
    'application/json-seq',
    'application/problem+json',
    'application/json, text/plain',
    'application/json; charset=utf-16',
    'application/json; charset=utf-8; x=y',
    'json',
  ];
  for (const type of types) {
    const answer = await me.api('POST', '/clients', { raw, headers: { 'content-type': type } });
    assert.equal(answer.status, 415, `${type}: ${answer.text}`);
    assert.equal(answer.body.code, 'unsupported_media_type');
  }
  assert.deepEqual(await fingerprint(t), before);
  for (const type of [
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
  ]) {
    const answer = await me.api('POST', '/clients', { raw, headers: { 'content-type': type } });
    assert.equal(answer.status, 201, `${type}: ${answer.text}`);
  }
});

test('C33: reading changes nothing: every GET twice, then HEAD, the database is the same', async () => {
  const me = await t.tenant();
  const { task, ids, callerOf } = await newWorld(t, me);
  await me.patch(`/tasks/${task.id}`, { title: 'Write more' }, (await me.get(`/tasks/${task.id}`)).body.data.rev);

  const reads = t.contract.operations
    .filter(({ method }) => method === 'GET')
    .map((operation) => {
      const query = requiredQuery(operation);
      return [callerOf(operation), pathOf(operation, ids) + (query.length ? `?${query.join('&')}` : '')];
    });
  assert.ok(reads.length >= 40, `${reads.length} operations`);

  const before = await fingerprint(t);
  for (const [caller, path] of [...reads, ...reads]) {
    const answer = await caller.get(path);
    assert.equal(answer.status, 200, `${path}: ${answer.text}`);
  }
  for (const [caller, path] of reads) assert.equal((await caller.api('HEAD', path)).status, 200, path);
  assert.deepEqual(await fingerprint(t), before);
});

test('C34: no other origin is ever allowed to read an answer, nor to ask beforehand', async () => {
  const me = await t.tenant();
  const evil = { origin: 'https://evil.example' };
  const cors = (answer) => Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
  for (const path of ['/me', '/clients', '/nowhere', '//livez', '//version', '//openapi.json']) {
    assert.deepEqual(cors(await me.get(path, { headers: evil })), [], path);
  }
  for (const path of ['/clients', '/auth/login', '/me']) {
    const answer = await me.api('OPTIONS', path, {
      headers: {
        ...evil,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,smartstack-workspace',
      },
    });
    assert.equal(answer.status, 405, 'a preflight is not answered');
    assert.deepEqual(cors(answer), []);
  }
});
