// The whole way once: nginx, module, contract, database; and what holds for
// every answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suite, until } from './lib/harness.mjs';

const t = await suite();

test('the probes answer', async () => {
  const live = await t.exchange({ path: '/livez' });
  assert.equal(live.status, 200);
  const ready = await t.exchange({ path: '/readyz' });
  assert.equal(ready.status, 200, ready.text);
  const version = await t.exchange({ path: '/version' });
  assert.equal(version.status, 200);
  assert.ok(version.body, version.text);
});

test('a person registers, signs in elsewhere and works in a workspace of their own', async () => {
  const me = await t.tenant();
  const profile = await me.get('/me');
  assert.equal(profile.status, 200, profile.text);
  assert.equal(profile.body.data.email, me.account.email);

  const created = await me.post('/clients', { name: 'Nordwind GmbH' });
  assert.equal(created.status, 201, created.text);

  const other = t.client();
  const login = await other.post('/auth/login', { email: me.account.email, password: me.account.password });
  assert.equal(login.status, 200, login.text);
  other.workspace = me.workspace;

  const listed = await other.get('/clients');
  assert.equal(listed.status, 200, listed.text);
  assert.deepEqual(listed.body.data.map((client) => client.name), ['Nordwind GmbH']);
});

test('an unknown path is 404, an unknown method 405 with Allow, both as problems', async () => {
  const me = await t.tenant();
  const nowhere = await me.get('/nowhere');
  assert.equal(nowhere.status, 404);
  assert.equal(nowhere.headers['content-type'], 'application/problem+json');

  const wrong = await me.api('PUT', '/me');
  assert.equal(wrong.status, 405);
  assert.match(wrong.headers.allow ?? '', /GET/);
});

test('nobody signed in is 401', async () => {
  const answer = await t.client().get('/me');
  assert.equal(answer.status, 401);
});

test('a request id that is given comes back, is logged, and is made up when missing', async () => {
  const me = await t.tenant();
  const given = await me.get('/me', { headers: { 'x-request-id': 'smoke-test-0001' } });
  assert.equal(given.headers['x-request-id'], 'smoke-test-0001');
  const made = await me.get('/me');
  assert.notEqual(made.headers['x-request-id'], 'smoke-test-0001');

  const line = await until('the access log', () =>
    t.server.accessLog().find((entry) => entry.request_id === 'smoke-test-0001'),
  );
  assert.equal(line.status, '200');
  assert.notEqual(line.user, '');
});

test("nginx's own refusals are problems too", async () => {
  const answer = await t.raw('GET /api/v1/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n');
  assert.equal(answer.status, 400);
  assert.match(answer.text, /content-type: application\/problem\+json/i);
});
