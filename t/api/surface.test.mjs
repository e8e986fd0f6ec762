// What the server answers to beside the contract's operations: nothing. And what
// an operation takes beside the contract's members: nothing.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { scratchDir } from './lib/env.mjs';
import { suite } from './lib/harness.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { bodies, pathOf, requiredHeaders } from './lib/positions.mjs';
import { providerConfig } from './lib/provider.mjs';
import { nowhere } from './lib/work.mjs';
import { newWorld } from './lib/world.mjs';

const dir = scratchDir('surface');
writeFileSync(join(dir, 'secret'), 'secret\n');

const t = await suite({ http: providerConfig({ name: 'mock' }, join(dir, 'secret')) });
// behind the server's end: it reads the secret at each reload
after(() => rmSync(dir, { recursive: true, force: true }));
const me = await t.tenant();
const { task, ids, callerOf } = await newWorld(t, me);

const get = (path) => t.exchange({ path, headers: me.headers('GET', {}) });

test('C22: only the canonical form of a path reaches an operation', async () => {
  const base = t.contract.base;
  const item = `${base}/tasks/${task.id}`;
  assert.equal((await get(item)).status, 200);
  const forms = [
    `${base}/me/`,
    `${base}//me`,
    `//api/v1/me`,
    `/api//v1/me`,
    `${base}/me;x`,
    `${base}/me;x=1`,
    `${base};/me`,
    `${base}/ME`,
    `/API/v1/me`,
    `/api/V1/me`,
    `/api/v1.0/me`,
    `/api/v2/me`,
    '/api/me',
    '/me',
    `${base}/./me`,
    `${base}/x/../me`,
    `${base}/tasks/../me`,
    `${base}/%2e/me`,
    `${base}/x/%2e%2e/me`,
    `${base}/.%2e/v1/me`,
    `${base}/me%2f`,
    `${base}%2fme`,
    `/api%2fv1%2fme`,
    `${base}/me%0a`,
    `${base}/me%20`,
    `${base}/me%3f`,
    `${base}/me.json`,
    `${base}/me%23`,
    `${base}/m%65%2f`,
    `${base}/me%c0%af`,
    `${base}/tasks/${task.id}/`,
    `${base}/tasks//${task.id}`,
    `${base}/tasks/${task.id}%2fversions`,
    `${base}/tasks/x/../${task.id}`,
    `${base}/tasks/${task.id}/../${task.id}`,
    `${base}/`,
    base,
    '/api',
    '/api/',
  ];
  for (const form of forms) {
    const answer = await get(form);
    assert.equal(answer.status, 404, `${form}: ${answer.status} ${answer.text}`);
    assert.equal(answer.headers['content-type'], 'application/problem+json', form);
  }
  assert.equal((await get(`${base}/me%00`)).status, 400);
  assert.equal((await get(`${base}/m%65`)).status, 200, 'an escaped letter is that letter');
  assert.equal((await get(`${base}/tasks/${task.id.toUpperCase()}`)).status, 200, 'ids know no case');
});

test('C22: another way to name the method or the address changes nothing', async () => {
  const before = await fingerprint(t);
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const answer = await me.get(`/tasks/${task.id}`, { headers: { [name]: 'DELETE', 'if-match': '"r1"' } });
    assert.equal(answer.status, 200);
  }
  assert.equal((await me.get(`/tasks/${task.id}?_method=DELETE`)).status, 400);
  for (const name of ['x-original-url', 'x-rewrite-url']) {
    assert.equal((await me.get('/nowhere', { headers: { [name]: '/api/v1/me' } })).status, 404);
  }
  const cookie = me.headers('GET', {}).cookie;
  const absolute = (path) =>
    t.raw(`GET http://other.example${path} HTTP/1.1\r\nHost: t\r\nConnection: close\r\nCookie: ${cookie}\r\n\r\n`);
  assert.equal((await absolute('/api/v1/me')).status, 200);
  assert.equal((await absolute('/api/v1/none')).status, 404);
  assert.deepEqual(await fingerprint(t), before);
});

test('C29: a method that the contract does not name is 405, and Allow says which are', async () => {
  const paths = Object.keys(t.contract.document.paths).map((path) => [
    path,
    t.contract.operations.filter((operation) => operation.path === path),
  ]);
  const before = await fingerprint(t);
  for (const [template, operations] of paths) {
    const allowed = operations.map(({ method }) => method);
    const path = `${t.contract.base}${pathOf(operations[0], ids)}`;
    const expected = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].sort();
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'FOO', 'PROPFIND'];
    for (const method of [...others, 'HEAD'].filter((one) => !expected.includes(one))) {
      const request = `${method} ${path} HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
      const { status, text } = await t.raw(request);
      assert.equal(status, 405, `${method} ${template}: ${text}`);
      const allow = /^allow: (.*)\r$/im.exec(text)?.[1] ?? '';
      assert.deepEqual(allow.split(', ').sort(), expected, `${method} ${template}`);
    }
  }
  assert.deepEqual(await fingerprint(t), before);
});

test('C29: the server publishes the contract that it was started with', async () => {
  for (const path of ['/openapi.json', '/api/v1/openapi.json']) {
    const answer = await t.exchange({ path });
    assert.equal(answer.status, 200);
    assert.deepEqual(Object.keys(answer.body.paths).sort(), Object.keys(t.contract.document.paths).sort());
  }
});

test('C29: every operation of the contract is served', async () => {
  for (const operation of t.contract.operations) {
    const caller = callerOf(operation).clone();
    const answer = await caller.api(operation.method, pathOf(operation, ids), { body: undefined, check: false });
    const unserved =
      answer.status === 404 &&
      answer.body.detail === 'There is nothing at this address.' &&
      operation.method !== 'POST';
    assert.ok(!unserved || operation.path.includes('{'), `${operation.id}: ${answer.text}`);
    assert.ok(![405, 500, 501].includes(answer.status), `${operation.id}: ${answer.text}`);
  }
});

const forged = {
  id: nowhere(),
  workspace_id: nowhere(),
  workspace: nowhere(),
  ws: nowhere(),
  owner: nowhere(),
  role: 'owner',
  roles: ['owner'],
  user_id: nowhere(),
  is_admin: true,
  rev: 99,
  created_at: '2000-01-01T00:00:00Z',
  created_by: nowhere(),
  deleted_at: null,
  number: 1,
  rank: 'a0',
  completed_at: null,
  comment_count: 99,
  __proto__x: {},
  constructor: {},
  '': 1,
  $ref: '#',
};

for (const operation of t.contract.operations.filter(({ spec }) => spec.requestBody)) {
  test(`C24: ${operation.id}: members that the contract does not name are 422, each of them, and change nothing`, async () => {
    const schema = t.contract.resolve(operation.spec.requestBody.content['application/json'].schema).node;
    const [{ body }] = bodies(t.contract, operation, ids);
    const before = await fingerprint(t);
    const extra = Object.fromEntries(Object.entries(forged).filter(([name]) => !(name in schema.properties)));
    for (const [name, value] of Object.entries(extra)) {
      const answer = await callerOf(operation).clone().api(operation.method, pathOf(operation, ids), {
        body: { ...body(), [name]: value },
        headers: { ...requiredHeaders(operation), 'if-match': '"r1"' },
      });
      assert.equal(answer.status, 422, `${name}: ${answer.text}`);
      assert.deepEqual(
        answer.body.errors.map(({ pointer }) => pointer),
        [`/${name}`],
      );
    }
    const [name, value] = Object.entries({ name: 'x', ...body() })
      .at(-1)
      .map((one) => JSON.stringify(one));
    const answer = await callerOf(operation).clone().api(operation.method, pathOf(operation, ids), {
      raw: `{${name}: ${value}, ${name}: ${value}}`,
      headers: { ...requiredHeaders(operation), 'content-type': 'application/json', 'if-match': '"r1"' },
    });
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.errors[0].code, 'duplicate_key');
    assert.deepEqual(await fingerprint(t), before);
  });
}

test('C24: a query parameter twice, or one that the operation does not know, is 400', async () => {
  const cases = [
    ['limit=1&limit=2', 'limit', 'duplicate'],
    ['limit=1&limit=1', 'limit', 'duplicate'],
    ['filter%5Bstatus%5D=todo&filter[status]=done', 'filter[status]', 'duplicate'],
    ['offset=1', 'offset', 'unknown_parameter'],
    ['Limit=1', 'Limit', 'unknown_parameter'],
    ['filter[title]=x', 'filter[title]', 'unknown_parameter'],
    ['filter[status][ne]=x', 'filter[status][ne]', 'unknown_parameter'],
    ['workspace_id=x', 'workspace_id', 'unknown_parameter'],
    ['=1', '', 'unknown_parameter'],
    ['limit', 'limit', undefined],
  ];
  for (const [query, pointer, code] of cases) {
    const answer = await me.get(`/tasks?${query}`);
    assert.equal(answer.status, 400, `${query}: ${answer.text}`);
    assert.equal(answer.body.errors[0].pointer, pointer, query);
    if (code) assert.equal(answer.body.errors[0].code, code, query);
  }
  const single = await me.get(`/tasks/${task.id}?x=1`);
  assert.equal(single.status, 400);
});
