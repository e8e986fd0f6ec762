// What those who run the server rely on: probes, figures, guards, reload, quit.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client } from './lib/client.mjs';
import { env, scratchDir } from './lib/env.mjs';
import { suite, until } from './lib/harness.mjs';
import { exchange } from './lib/http.mjs';
import { start } from './lib/nginx.mjs';
import { newClient } from './lib/work.mjs';

// A read and a write that take as long as they are told.
const dir = scratchDir('operations');
const contract = JSON.parse(readFileSync(env.contract, 'utf8'));
const { parameters, get } = contract.paths['/clients/{client_id}'];
const refusals = Object.fromEntries(Object.entries(get.responses).filter(([status]) => /^[45]/.test(status)));
const slowly = (operationId, success) => ({
  operationId,
  'x-smartstack': { query: `clients/${operationId}`, result: 'one', roles: ['owner', 'member'], pool: 'member' },
  parameters: [
    ...get.parameters.filter(({ $ref }) => !/IfNoneMatch/.test($ref)),
    { name: 'ms', in: 'query', required: true, schema: { type: 'integer', minimum: 0, maximum: 10000 } },
  ],
  responses: { ...refusals, 200: { description: 'At last.', content: { 'application/json': { schema: success } } } },
});
const anything = { type: 'object' };
contract.paths['/clients/{client_id}/slow'] = {
  parameters,
  get: slowly('slowRead', anything),
  post: slowly('slowWrite', anything),
};
cpSync(env.sql, join(dir, 'sql'), { recursive: true });
writeFileSync(
  join(dir, 'sql/clients/slowRead.sql'),
  `-- A client, later.
select c.id, (select true from pg_sleep(:ms::int / 1000.0)) as slept
  from app.clients c
 where c.workspace_id = :workspace::uuid and c.id = :client_id::uuid
`,
);
writeFileSync(
  join(dir, 'sql/clients/slowWrite.sql'),
  `-- Counts up in the client's notes, later.
update app.clients c
   set notes = c.notes || 'x'
  from (select true as slept from pg_sleep(:ms::int / 1000.0)) s
 where c.workspace_id = :workspace::uuid and c.id = :client_id::uuid
returning c.id, s.slept
`,
);
writeFileSync(join(dir, 'openapi.json'), JSON.stringify(contract));
after(() => rmSync(dir, { recursive: true, force: true }));

const own = { contract: join(dir, 'openapi.json'), sql: join(dir, 'sql'), pool: 'connections=4 timeout=15s' };
const t = await suite({
  ...own,
  workers: 2,
  server: `location = /for-token { smartstack_require token; smartstack_version; add_header X-User $smartstack_user; }
           location = /for-user { smartstack_require user; smartstack_version; add_header X-User $smartstack_user; }
           location /for-files/ { smartstack_require user; alias ${dir}/; }
           location = /for-both { smartstack_require token; try_files /none @for-user; }
           location @for-user { smartstack_require user; smartstack_version; }
           location = /for-sub { smartstack_require token; auth_request /api/v1/me; smartstack_version; }`,
});
const me = await t.tenant();
const { id } = await newClient(me);

/** Another server on the same database and keys. */
const another = (options) => start(t.database, { ...own, secrets: t.server.secrets, ...options });
const clientOf = (server) => {
  const client = new Client(server, t.contract);
  client.cookies = new Map(me.cookies);
  client.workspace = me.workspace;
  return client;
};

const isRefused = ({ status, headers }, what) => {
  assert.equal(status, 405, what);
  assert.equal(headers.allow, 'GET, HEAD', what);
};

test('/livez, /readyz and /version answer GET and HEAD, and nothing else', async () => {
  const bodies = { '/livez': { status: 'ok' }, '/readyz': undefined, '/version': undefined };
  for (const [path, body] of Object.entries(bodies)) {
    const answer = await t.exchange({ path });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], 'application/json');
    if (body) assert.deepEqual(answer.body, body);
    assert.equal((await t.exchange({ path, method: 'HEAD' })).status, 200);
    for (const method of ['POST', 'DELETE', 'PUT'])
      isRefused(await t.exchange({ path, method }), `${method} ${path}`);
  }
  assert.match((await t.exchange({ path: '/version' })).body.version, /^\d+\.\d+\.\d+$/);
  assert.equal((await t.exchange({ path: '/readyz' })).body.safe, true);
});

test('/livez asks no database', async () => {
  const before = await t.server.metrics();
  for (let i = 0; i < 10; i++) await t.exchange({ path: '/livez' });
  const later = await t.server.metrics();
  assert.equal(later.smartstack_db_batches_total, before.smartstack_db_batches_total);
});

test('/readyz is 503 while the database is not safe to serve', async () => {
  const breaking = [
    ['alter table app.clients no force row level security', 'alter table app.clients force row level security'],
    ['alter table app.tasks disable row level security', 'alter table app.tasks enable row level security'],
    [
      `grant temporary on database ${t.database.name} to ss_app`,
      `revoke temporary on database ${t.database.name} from ss_app`,
    ],
  ];
  for (const [change, back] of breaking) {
    await t.sql(change);
    const answer = await t.exchange({ path: '/readyz' });
    await t.sql(back);
    assert.equal(answer.status, 503, `${change}: ${answer.text}`);
    assert.equal(answer.body.code, 'unsafe_database');
    assert.ok(answer.headers['retry-after']);
    assert.equal((await t.exchange({ path: '/readyz' })).status, 200);
  }
});

test('/metrics is valid Prometheus text, and adds up', async () => {
  await me.get('/clients');
  await me.get('/clients?x=1');
  const { text, headers } = await t.exchange({ path: '/metrics' });
  assert.match(headers['content-type'], /^text\/plain; version=0\.0\.4/);
  assert.ok(text.endsWith('\n'));

  const families = new Map();
  const seen = new Set();
  for (const line of text.trimEnd().split('\n')) {
    const [, what, name, rest] = /^# (HELP|TYPE) ([a-z_:]+) (.+)$/.exec(line) ?? [];
    if (what) {
      const family = families.get(name) ?? {};
      assert.ok(!(what in family), `${what} of ${name} twice`);
      families.set(name, { ...family, [what]: rest, samples: [] });
      continue;
    }
    const sample = /^([a-z_:]+)(\{(?:[a-z_]+="[^"\\\n]*",?)*\})? (-?\d+(?:\.\d+)?)$/.exec(line);
    assert.ok(sample, line);
    assert.ok(!seen.has(sample[1] + sample[2]), `${line} twice`);
    seen.add(sample[1] + sample[2]);
    const family = families.get(sample[1]) ?? families.get(sample[1].replace(/_(bucket|sum|count)$/, ''));
    assert.ok(family?.HELP && family?.TYPE, `no HELP and TYPE before ${line}`);
    if (family.TYPE !== 'histogram') assert.ok(families.has(sample[1]), line);
    family.samples.push({ name: sample[1], labels: sample[2] ?? '', value: Number(sample[3]) });
  }
  for (const [name, { TYPE, samples }] of families) {
    assert.ok(['counter', 'gauge', 'histogram'].includes(TYPE), name);
    if (TYPE === 'counter') assert.ok(name.endsWith('_total') && samples.every(({ value }) => value >= 0), name);
    if (TYPE !== 'histogram') continue;
    const buckets = samples.filter((sample) => sample.name.endsWith('_bucket'));
    for (const { name: counted, labels, value } of samples.filter((sample) => sample.name.endsWith('_count'))) {
      const plain = labels.replace(/[{}]/g, '');
      const series = buckets.filter((bucket) => bucket.labels.replace(/[{}]|,?le="[^"]*"/g, '') === plain);
      const values = series.map((bucket) => bucket.value);
      assert.deepEqual(
        values,
        [...values].sort((a, b) => a - b),
        `${counted}${labels} is cumulative`,
      );
      assert.match(series.at(-1).labels, /le="\+Inf"/);
      assert.equal(values.at(-1), value, `${counted}${labels}`);
    }
  }
  const requests = await t.server.metrics();
  assert.ok(requests['smartstack_http_requests_total{operation="listClients",status="2xx"}'] >= 1);
  assert.ok(requests['smartstack_http_requests_total{operation="listClients",status="4xx"}'] >= 1);

  if (spawnSync('promtool', ['--version']).status === 0) {
    const check = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    assert.equal(check.status, 0, check.stderr);
  }
});

test('counters of all workers are one sum, and outlive a reload', async () => {
  const name = 'smartstack_http_requests_total{operation="getMe",status="2xx"}';
  const before = (await t.server.metrics())[name];
  for (let i = 0; i < 10; i++) await me.clone().get('/me');
  assert.equal((await t.server.metrics())[name], before + 10);
  t.server.reload();
  await until('new workers', async () => (await t.server.metrics()).smartstack_workers >= 2);
  await me.clone().get('/me');
  assert.equal((await t.server.metrics())[name], before + 11);
});

test('smartstack_require guards any location: token by the token, user by the session', async () => {
  const person = await t.tenant();
  const cookie = person.headers('GET', {}).cookie;
  const ask = (path, headers = {}) => t.exchange({ path, headers });
  for (const path of ['/for-token', '/for-user', '/for-files/openapi.json', '/for-files/none']) {
    const nobody = await ask(path);
    assert.equal(nobody.status, 401, path);
    assert.equal(nobody.headers['content-type'], 'application/problem+json');
    assert.equal(nobody.body.code, 'auth_required');
    assert.equal((await ask(path, { cookie: cookie.replace(/.{5}(?=;)/, 'xxxxx') })).status, 401);
  }
  for (const path of ['/for-token', '/for-user']) {
    const answer = await ask(path, { cookie });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.headers['x-user'], person.user.id);
  }
  assert.equal(JSON.parse((await ask('/for-files/openapi.json', { cookie })).text).openapi, '3.1.0');
  assert.equal((await ask('/for-files/none', { cookie })).status, 404);
  assert.equal(
    (await t.exchange({ method: 'POST', path: '/for-user', headers: { cookie, 'content-length': 5 }, body: 'hello' }))
      .status,
    405,
  );

  await t.sql(`update app.sessions set revoked_at = now() where user_id = '${person.user.id}'`);
  assert.equal((await ask('/for-token', { cookie })).status, 200, 'the token is still in time');
  const revoked = await ask('/for-user', { cookie });
  assert.equal(revoked.status, 401);
  assert.equal(revoked.body.code, 'session_revoked');
  assert.equal((await ask('/for-files/openapi.json', { cookie })).status, 401);
});

test('a guard that asks for more is asked, also behind one that asked for less', async () => {
  const person = await t.tenant();
  const ask = () => t.exchange({ path: '/for-both', headers: { cookie: person.headers('GET', {}).cookie } });
  assert.equal((await ask()).status, 200);
  await t.sql(`update app.sessions set revoked_at = now() where user_id = '${person.user.id}'`);
  assert.equal((await ask()).status, 401);
});

test('the API as a subrequest is a request of its own: it finds nothing there, and lets nobody in', async () => {
  const answer = await t.exchange({ path: '/for-sub', headers: { cookie: me.headers('GET', {}).cookie }, timeout: 5000 });
  assert.equal(answer.status, 500, answer.text);
  assert.equal(answer.body.code, 'internal_error');
});

test('smartstack_operations read serves what reads, and 405 for the rest', async () => {
  const server = await another({ api: 'smartstack_operations read;' });
  try {
    const reader = clientOf(server);
    for (const path of ['/me', '/clients', `/clients/${id}`, '/changes'])
      assert.equal((await reader.get(path)).status, 200, path);
    for (const [method, path] of [
      ['POST', '/clients'],
      ['PATCH', `/clients/${id}`],
      ['DELETE', `/clients/${id}`],
      ['POST', '/auth/login'],
      ['POST', '/auth/logout'],
    ]) {
      const answer = await reader.api(method, path, {
        body: method === 'DELETE' ? undefined : { name: 'x' },
        check: false,
      });
      assert.equal(answer.status, 405, `${method} ${path}: ${answer.text}`);
      assert.equal(answer.headers.allow, path.startsWith('/auth') ? '' : 'GET, HEAD', 'Allow is there, empty too');
    }
    assert.equal((await me.get(`/clients/${id}`)).body.data.name, 'Nordwind');
  } finally {
    await server.stop();
    server.remove();
  }
});

test('a server whose database is gone: /readyz 503, /livez 200, a guard 503, nobody is let in', async () => {
  const nowhere = 'host=127.0.0.1 port=9 dbname=none user=none connect_timeout=1';
  const server = await another({
    member: `"${nowhere}"`,
    auth: `"${nowhere}"`,
    ready: '/livez',
    server: `location = /for-user { smartstack_require user; smartstack_version; }`,
  });
  try {
    const ready = await exchange(server.port, { path: '/readyz' });
    assert.equal(ready.status, 503, ready.text);
    assert.ok(ready.headers['retry-after']);
    assert.equal((await exchange(server.port, { path: '/livez' })).status, 200);
    const client = clientOf(server);
    assert.equal((await client.get('/me')).status, 503);
    assert.equal((await client.get('/auth/session')).status, 200, 'the token alone says this');
    const guarded = await client.get('//for-user');
    assert.equal(guarded.status, 503, guarded.text);
    assert.equal(guarded.headers['content-type'], 'application/problem+json');
  } finally {
    await server.stop();
    server.remove();
  }
});

const inFlight = async (server, count) => {
  const name = 'smartstack_objects{type="request"}';
  await until(`${count} requests in flight`, async () => (await server.metrics())[name] >= count);
};

for (const signal of ['SIGHUP', 'SIGQUIT']) {
  test(`${signal} with requests in flight: none fails, and what they wrote is there once`, async () => {
    const server = await another({ workers: 2 });
    try {
      const { id: target } = await newClient(me);
      const client = clientOf(server);
      const slow = ['GET', 'POST', 'GET', 'POST'].map((method) =>
        client.clone().api(method, `/clients/${target}/slow?ms=1200`, { check: false }),
      );
      await inFlight(server, 4);
      const old = server.workers();
      process.kill(server.pid, signal);

      if (signal === 'SIGHUP') {
        for (let i = 0; i < 20; i++) assert.equal((await client.clone().get('/me')).status, 200);
      }
      const answers = await Promise.all(slow);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200, 200],
        answers.map(({ text }) => text).join(),
      );
      assert.equal((await me.get(`/clients/${target}`)).body.data.notes, 'xx');

      if (signal === 'SIGHUP')
        await until('the old workers to end', () => !server.workers().some((pid) => old.includes(pid)));
      assert.deepEqual(await server.stop(), { code: 0, signal: null });
      assert.deepEqual(server.alarms(), []);
    } finally {
      await server.stop('SIGTERM').catch(() => {});
      server.remove();
    }
  });
}

test('a reload with a broken contract changes nothing: the server goes on with the one it has', async () => {
  const broken = scratchDir('broken');
  cpSync(join(dir, 'openapi.json'), join(broken, 'openapi.json'));
  const server = await another({ contract: join(broken, 'openapi.json') });
  try {
    const before = server.workers();
    writeFileSync(join(broken, 'openapi.json'), '{"openapi": ');
    server.reload();
    await until('the refusal in the log', () => /\[emerg\].*openapi\.json/.test(server.log()));
    assert.equal((await clientOf(server).get('/me')).status, 200);
    assert.deepEqual(server.workers(), before);
  } finally {
    await server.stop();
    server.remove();
    rmSync(broken, { recursive: true, force: true });
  }
});
