// Whatever is refused, by the module or by nginx, is refused in one form, without
// a word about the inside, and in bounded time.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root, suite } from './lib/harness.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { newClient, newProject, newTask } from './lib/work.mjs';

const api = readFileSync(join(root, 'conf/api.conf'), 'utf8').replace(
  'client_body_timeout 10s',
  'client_body_timeout 1s',
);

const t = await suite({
  edit: (conf) =>
    conf
      .replace(/include \S+\/conf\/api\.conf;/, api)
      .replace('server_name _;', 'server_name _;\n        client_header_timeout 1s;\n        send_timeout 2s;'),
  server: `location = /down { return 502; } location = /slow { return 504; } location = /many { return 429; }
           location = /broken { return 500; } location = /none { return 503; }`,
});

const me = await t.tenant();
const refused = [];
const members = ['type', 'title', 'status', 'code', 'detail', 'request_id', 'errors'];

/** A raw answer as { status, headers, body }. */
const parse = ({ text, closed, ms }) => {
  const [head, ...rest] = text.split('\r\n\r\n');
  const [line, ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((f) => [f.slice(0, f.indexOf(':')).toLowerCase(), f.slice(f.indexOf(':') + 1).trim()]),
  );
  const body = rest.join('\r\n\r\n');
  return { status: Number(line.split(' ')[1]), headers, text: body, body: JSON.parse(body || 'null'), closed, ms };
};

const isProblem = (answer, status, what) => {
  assert.equal(answer.status, status, `${what}: ${answer.text}`);
  assert.equal(answer.headers['content-type'], 'application/problem+json', what);
  assert.deepEqual(
    Object.keys(answer.body)
      .filter((name) => name !== 'current')
      .sort(),
    [...members].sort(),
    what,
  );
  assert.equal(answer.body.status, status);
  assert.match(answer.body.code, /^[a-z][a-z0-9_]*$/);
  assert.ok(answer.body.title && answer.body.detail, what);
  assert.equal(answer.body.request_id, answer.headers['x-request-id']);
  assert.equal(answer.headers['cache-control'], 'no-store', what);
  refused.push(answer.text);
};

const raw = async (parts, options) => parse(await t.raw(parts, options));
const line = (text, headers = '') => `${text}\r\nHost: t\r\nConnection: close\r\n${headers}\r\n`;
const signedIn = `Cookie: ${me.headers('GET', {}).cookie}\r\nSmartStack-Workspace: ${me.workspace}\r\n`;
const post = (path, type, extra) =>
  line(`POST /api/v1${path} HTTP/1.1`, `Origin: ${me.origin}\r\n${signedIn}Content-Type: ${type}\r\n${extra}`);

const json = (body, path = '/clients', headers = {}) =>
  me.api('POST', path, { raw: body, headers: { 'content-type': 'application/json', ...headers } });

test("nginx's own refusals of malformed HTTP are problems", async () => {
  const many = Array.from({ length: 1100 }, (_, i) => `x${i}: 1\r\n`).join('');
  const tries = {
    'no request line': [400, 'GARBAGE\r\n\r\n'],
    'a method in small letters': [400, 'get /api/v1/me HTTP/1.1\r\n\r\n'],
    'a NUL in the path': [400, line('GET /api/v1/a\0b HTTP/1.1')],
    'a bare CR': [400, line('GET /api/v1/me\r HTTP/1.1')],
    'an escaped NUL': [400, line('GET /api/v1/%00 HTTP/1.1')],
    'a broken escape': [400, line('GET /api/v1/%zz HTTP/1.1')],
    'dots beyond the root': [400, line('GET /../../etc/passwd HTTP/1.1')],
    'no Host': [400, 'GET /api/v1/me HTTP/1.1\r\n\r\n'],
    'two Hosts': [400, line('GET /api/v1/me HTTP/1.1', 'Host: u\r\n')],
    'a header with a space in its name': [400, line('GET /api/v1/me HTTP/1.1', 'X y: 1\r\n')],
    'a folded header': [400, line('GET /api/v1/me HTTP/1.1', 'X: 1\r\n 2\r\n')],
    'a NUL in a header': [400, line('GET /api/v1/me HTTP/1.1', 'X: a\0b\r\n')],
    'two lengths': [400, line('POST /api/v1/auth/login HTTP/1.1', 'Content-Length: 2\r\nContent-Length: 2\r\n')],
    'length and chunks': [
      400,
      line('POST /api/v1/auth/login HTTP/1.1', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n'),
    ],
    'a negative length': [400, line('POST /api/v1/auth/login HTTP/1.1', 'Content-Length: -1\r\n')],
    'a length with a sign': [400, line('POST /api/v1/auth/login HTTP/1.1', 'Content-Length: +2\r\n')],
    'an asterisk': [400, line('OPTIONS * HTTP/1.1')],
    'C51: an address that is too long': [414, line(`GET /api/v1/${'a'.repeat(9000)} HTTP/1.1`)],
    'C51: a query that is too long': [414, line(`GET /api/v1/tasks?q=${'a'.repeat(9000)} HTTP/1.1`)],
    'C51: a header line that is too long': [431, line('GET /api/v1/me HTTP/1.1', `X: ${'a'.repeat(9000)}\r\n`)],
    'C51: too many headers': [431, line('GET /api/v1/me HTTP/1.1', many)],
    'another transfer coding': [501, line('POST /api/v1/auth/login HTTP/1.1', 'Transfer-Encoding: gzip\r\n')],
    'another version': [505, line('GET /api/v1/me HTTP/3.0')],
    TRACE: [405, line('TRACE /livez HTTP/1.1')],
    'a method that a probe does not take': [405, line('POST /livez HTTP/1.1')],
  };
  for (const [what, [status, request]] of Object.entries(tries)) isProblem(await raw(request), status, what);
});

test('what other locations refuse is a problem too', async () => {
  for (const [path, status] of Object.entries({
    '/down': 502,
    '/slow': 504,
    '/many': 429,
    '/broken': 500,
    '/none': 503,
  })) {
    isProblem(await t.exchange({ path }), status, path);
  }
  isProblem(await t.exchange({ path: '/nowhere' }), 404, 'outside of the API');
  isProblem(await raw(line('GET /version HTTP/1.1', 'If-Match: "x"\r\n')), 412, 'a condition that does not hold');
  assert.ok(Number((await t.exchange({ path: '/none' })).headers['retry-after']) >= 1);
});

test('smuggling: what one server calls a body, nobody may call a request', async () => {
  const inner = 'GET /api/v1/me HTTP/1.1\r\nHost: t\r\nX-Request-Id: smuggled-0001\r\n\r\n';
  const tries = [
    `POST /api/v1/auth/login HTTP/1.1\r\nHost: t\r\nContent-Length: ${inner.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    `POST /api/v1/auth/login HTTP/1.1\r\nHost: t\r\nTransfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${inner}`,
    `POST /api/v1/auth/login HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${inner}`,
    `POST /api/v1/auth/login HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`,
    `POST /api/v1/auth/login HTTP/1.0\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
  ];
  for (const request of tries) {
    const { text } = await t.raw(request, { timeout: 5000 });
    assert.ok(!text.includes('smuggled-0001'), text);
    assert.match(text, /^HTTP\/1\.1 (400|501) /, request);
  }
});

test('C50: a body that is too long is 413, announced or in chunks, and nothing waits for it', async () => {
  const size = 64 * 1024;
  const fits = `{"name":"${'x'.repeat(199)}"${' '.repeat(size - 210)}}`;
  assert.equal(fits.length, size);
  assert.equal((await json(fits)).status, 201);
  isProblem(await json(`${fits} `), 413, 'one byte more');
  isProblem(await json(' '.repeat(300 * 1024), '/tasks/bulk'), 413, 'beyond 256 KiB');
  isProblem(await raw(post('/clients', 'application/json', 'Content-Length: 99999999999\r\n')), 413, 'announced');

  const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
  const chunks = [
    post('/clients', 'application/json', 'Transfer-Encoding: chunked\r\n'),
    ...Array(5).fill(chunk),
    '0\r\n\r\n',
  ];
  isProblem(await raw(chunks), 413, 'in chunks');
  const broken = await raw([post('/clients', 'application/json', 'Transfer-Encoding: chunked\r\n'), 'zz\r\n']);
  isProblem(broken, 400, 'a broken chunk');
});

test('C50, I4: depth, items, numbers, keys', async () => {
  const nested = (n) => `{"name":"x","notes":${'['.repeat(n)}${']'.repeat(n)}}`;
  const cases = [
    [nested(31), 422, '/notes', undefined],
    [nested(32), 422, '', 'too_deep'],
    [nested(20000), 422, '', 'too_deep'],
    [`{"name":"x","notes":[${Array(1000).fill(1)}]}`, 422, '/notes', undefined],
    [`{"name":"x","notes":[${Array(1001).fill(1)}]}`, 422, '', 'too_many_items'],
    ['{"name":"x","rate_minor":9007199254740992}', 422, undefined, undefined],
    ['{"name":"x","rate_minor":9223372036854775808}', 422, '', 'number_range'],
    [`{"name":"x","rate_minor":${'9'.repeat(400)}}`, 422, '', 'number_range'],
    ['{"name":"x","rate_minor":1e400}', 422, '', 'number_range'],
    ['{"name":"x","rate_minor":-1}', 422, '/rate_minor', undefined],
    ['{"name":"x","rate_minor":1.5}', 422, '/rate_minor', undefined],
    ['{"name":"x","rate_minor":"1"}', 422, '/rate_minor', undefined],
    ['{"name":"x","name":"y"}', 422, '', 'duplicate_key'],
    ['{"name":"x","n\\u0061me":"y"}', 422, '', 'duplicate_key'],
    [`{"name":"${'x'.repeat(201)}"}`, 422, '/name', 'too_long'],
    [`{"name":"${'😀'.repeat(201)}"}`, 422, '/name', 'too_long'],
    [`{${Array.from({ length: 5000 }, (_, i) => `"k${i}":1`)}}`, 422, undefined, undefined],
    ['[]', 422, '', undefined],
    ['"x"', 422, '', undefined],
    ['null', 422, '', undefined],
    ['7', 422, '', undefined],
  ];
  for (const [body, status, pointer, code] of cases) {
    const what = body.slice(0, 80);
    const answer = await json(body);
    isProblem(answer, status, what);
    if (pointer !== undefined) assert.equal(answer.body.errors[0]?.pointer, pointer, `${what}: ${answer.text}`);
    if (code) assert.equal(answer.body.errors[0].code, code, `${what}: ${answer.text}`);
    assert.ok(answer.body.errors.length <= 50, 'the answer stays small');
  }
  assert.equal((await json(`{"name":"${'😀'.repeat(200)}"}`)).status, 201, 'lengths are in characters');
});

test('a body that is no JSON is 400, and says where', async () => {
  for (const body of [
    '',
    ' ',
    '{',
    '{"name":',
    '{"name":"x"',
    "{'name':'x'}",
    '{"name":"x",}',
    '{"name":"x"}x',
    '{"name":NaN}',
    '\ufeff{}',
    '{"name":"a\nb"}',
    '{"name":"\\x"}',
    '{"name":01}',
  ]) {
    const answer = await json(body);
    isProblem(answer, 400, body);
    assert.ok(['invalid_json', 'body_required'].includes(answer.body.code));
  }
  assert.equal((await me.api('POST', '/clients')).status, 400, 'none at all');
});

test('I3: text that is no UTF-8, and NUL, are refused everywhere; all else is kept as it is', async () => {
  const before = await fingerprint(t);
  const bytes = ['ff', 'c0af', 'eda080', 'f4908080', 'c3', '80', 'e282'].map((hex) => Buffer.from(hex, 'hex'));
  for (const bad of bytes) {
    const body = Buffer.concat([Buffer.from('{"name":"a'), bad, Buffer.from('b"}')]);
    isProblem(await json(body), 400, bad.toString('hex'));
    const escaped = [...bad].map((byte) => `%${byte.toString(16)}`).join('');
    isProblem(await me.get(`/clients?q=${escaped}`), 400, escaped);
    isProblem(await me.get(`/clients/${escaped}`), 404, escaped);
    const unescaped = line(`GET /api/v1/clients?q=${bad.toString('latin1')} HTTP/1.1`, signedIn);
    isProblem(await raw(Buffer.from(unescaped, 'latin1')), 400, 'unescaped');
  }
  for (const body of [
    '{"name":"a\\u0000b"}',
    '{"name":"\\ud800"}',
    '{"name":"\\udc00\\ud800"}',
    '{"n\\u0000":1}',
    '{"name":"a\0b"}',
  ]) {
    isProblem(await json(body), 400, body);
  }
  isProblem(await me.get('/clients?q=a%00b'), 400, 'a NUL in the query');
  assert.deepEqual(await fingerprint(t), before);

  for (const name of [
    '\u202eevil\u202c',
    '\u0007bell',
    '\u007f',
    'e\u0301',
    '\ufffe',
    '👩‍👩‍👧',
    '\u2028',
    '"\\\b\f\n\r\t',
    '</script><script>',
    "'; drop table app.tasks --",
    '%s%n',
    '${x}',
    '{{x}}',
    '\u{10ffff}',
  ]) {
    const made = await newClient(me, { name });
    assert.equal(made.name, name);
    assert.equal((await me.get(`/clients/${made.id}`)).body.data.name, name);
  }
});

test('C58: a compressed body is 415', async () => {
  const body = gzipSync('{"name":"x"}');
  for (const coding of ['gzip', 'br', 'deflate', 'identity, gzip']) {
    isProblem(await json(body, '/clients', { 'content-encoding': coding }), 415, coding);
  }
});

test('all faults of path and query come in one answer, all faults of the body in another', async () => {
  const query = await me.get(
    '/projects/x/tasks?limit=0&sort=name&filter[status]=none&filter[priority]=9&nonsense=1&q=',
  );
  isProblem(query, 400, 'query');
  const named = query.body.errors.map(({ pointer }) => pointer).sort();
  assert.deepEqual(named, ['filter[priority]', 'filter[status]', 'limit', 'nonsense', 'project_id', 'q', 'sort']);

  const body = await me.post('/clients', {
    name: '',
    status: 'x',
    website: 'y',
    currency: 'eur',
    rate_minor: -1,
    notes: 5,
    extra: 1,
  });
  isProblem(body, 422, 'body');
  assert.deepEqual(body.body.errors.map(({ pointer }) => pointer).sort(), [
    '/currency',
    '/extra',
    '/name',
    '/notes',
    '/rate_minor',
    '/status',
    '/website',
  ]);
  for (const { code, detail } of [...query.body.errors, ...body.body.errors]) assert.ok(code && detail);
});

test('C52: who sends slowly, or not at all, is closed, and others do not notice', async () => {
  const half = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: t\r\n';
  const slow = Array.from({ length: 50 }, () => t.raw(half, { timeout: 20000 }));
  slow.push(t.raw('GE', { timeout: 20000 }));
  const bodies = Array.from({ length: 20 }, () =>
    t.raw(post('/clients', 'application/json', 'Content-Length: 50\r\n') + '{"name":', { timeout: 20000 }),
  );
  for (let i = 0; i < 20; i++) assert.equal((await me.get('/me')).status, 200);
  for (const { closed, ms } of await Promise.all([...slow, ...bodies])) assert.ok(closed && ms < 9000, `${ms} ms`);
  assert.equal(await t.sql("select count(*) from app.clients where name = ''"), '0');
});

test('a database that says no in its own words is not quoted', async () => {
  const project = await newProject(me);
  const task = await newTask(me, project);
  const other = await me.post(`/projects/${project.id}/tasks`, { title: 'x', assignee_id: task.id });
  isProblem(other, 422, 'a reference to nobody');
  assert.equal(other.body.errors[0].pointer, '/assignee_id');
  const twice = await me.post('/projects', { name: 'x', code: project.code });
  isProblem(twice, 409, 'a code that is taken');
  assert.equal(twice.body.errors[0].pointer, '/code');
});

after(() => {
  const inside =
    /select |insert |app\.\w|violates|constraint|relation|SQLSTATE|\/work\/|\/tmp\/|\.sql|\.c:|nginx|stack/i;
  for (const text of refused) assert.doesNotMatch(text, inside);
});
