// What came in the clear, told by the load balancer, is sent on or refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkHeaders } from './lib/client.mjs';
import { suite } from './lib/harness.mjs';

const t = await suite({
  server: `
    location ~ ^/api/v1/ { smartstack_api; smartstack_https on; }
    location /pages/ { smartstack_https on; return 404; }`,
});

const ask = (path, proto, options = {}) =>
  t.exchange({ path, ...options, headers: { host: 'app.example:8080', ...(proto && { 'x-forwarded-proto': proto }) } });

test('C65: a page that was asked for in the clear is sent on, path and query as they were', async () => {
  for (const proto of ['http', undefined, '', 'HTTP', 'https, http', 'httpsx']) {
    const answer = await ask('/pages/a%20b//c?x=1&y=%2F', proto);
    assert.equal(answer.status, 308, proto);
    assert.equal(answer.headers.location, 'https://app.example/pages/a%20b//c?x=1&y=%2F');
    checkHeaders('308', answer);
  }
  assert.equal((await ask('/pages/x', 'https')).status, 404);
  assert.equal((await ask('/pages/x', 'HTTPS')).status, 404);
});

test('C65: a form is not sent on: what it holds was shown already', async () => {
  const answer = await ask('/pages/x', 'http', { method: 'POST', body: 'a=b' });
  assert.equal(answer.status, 403);
});

test('C65: the API is closed in the clear, and closes the connection', async () => {
  for (const proto of ['http', undefined]) {
    for (const [method, path] of [['GET', '/api/v1/me'], ['POST', '/api/v1/auth/login'], ['GET', '/api/v1/nowhere']]) {
      const answer = await ask(path, proto, { method });
      assert.equal(answer.status, 403, `${method} ${path}`);
      assert.equal(answer.body.code, 'https_required');
      assert.equal(answer.headers.connection, 'close');
      checkHeaders(path, answer);
    }
  }
  assert.equal((await ask('/api/v1/me', 'https')).status, 401);
});

test('probes answer as before', async () => {
  for (const path of ['/livez', '/readyz']) assert.equal((await ask(path)).status, 200);
});
