// PostgreSQL over TLS, as every database that is not on this machine: all of it
// encrypted, and nobody else taken for it.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ownCluster } from './lib/cluster.mjs';
import { scratchDir } from './lib/env.mjs';
import { suite, until } from './lib/harness.mjs';
import { start } from './lib/nginx.mjs';
import { newAuthority, requireTls } from './lib/tls.mjs';

const dir = scratchDir('tls');
after(() => rmSync(dir, { recursive: true, force: true }));
const authority = newAuthority(dir);
mkdirSync(join(dir, 'other'));
const another = newAuthority(join(dir, 'other'));
const logins = { member: 'ss_app', auth: 'ss_auth', guest: 'ss_guest', admin: 'ss_admin', worker: 'ss_worker' };

const database = await ownCluster();
const verified = (ca, host = '127.0.0.1') => (user) =>
  `host=${host} hostaddr=127.0.0.1 port=${database.port} dbname=${database.name} user=${user} sslmode=verify-full sslrootcert=${ca}`;
const over = (conninfo) =>
  Object.fromEntries(Object.entries(logins).map(([pool, user]) => [pool, `"${conninfo(user)}"`]));

const t = await suite({
  database,
  prepareDatabase: () => requireTls(database, authority.issue('server', 'IP:127.0.0.1,DNS:db.test')),
  ...over(verified(authority.cert)),
});
const me = await t.tenant();

test('every connection is encrypted, and answers are whole, however long', async () => {
  const { id } = (await me.post('/projects', { name: 'Long', code: 'LONG' })).body.data;
  const description = 'Übergröße '.repeat(1500);
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, n) => me.post(`/projects/${id}/tasks`, { title: `Task ${n}`, description })),
  );
  for (const { status, body } of made) assert.deepEqual([status, body.data?.description], [201, description]);

  const read = await Promise.all(made.map(({ body }) => me.get(`/tasks/${body.data.id}`)));
  for (const { status, body } of read) assert.deepEqual([status, body.data?.description], [200, description]);
  assert.equal((await me.get(`/projects/${id}/tasks?limit=100`)).body.data.length, 12);

  const plain = await t.rows(`select a.usename from pg_stat_ssl s join pg_stat_activity a using (pid)
                               where a.usename like 'ss\\_%' and not s.ssl`);
  assert.deepEqual(plain, []);
  assert.match(await t.sql("select string_agg(distinct s.version, ',') from pg_stat_ssl s join pg_stat_activity a using (pid) where a.usename = 'ss_app'"), /^TLSv1\.3$/);
});

test('it comes back over TLS when its connections are gone', async () => {
  await t.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename like 'ss\\_%'");
  await until('reads to succeed', async () => (await me.get('/projects', { check: false })).status === 200);
});

const impostors = [
  ['of another authority', () => verified(another.cert), /certificate verify failed/],
  ['of another name', () => verified(authority.cert, 'other.test'), /does not match host name/],
];

for (const [name, conninfo, why] of impostors) {
  test(`a certificate ${name} is no database: 503, and the log says why`, async () => {
    const server = await start(database, { ...over(conninfo()), ready: '/livez' });
    try {
      const answer = await fetch(`http://127.0.0.1:${server.port}/readyz`);
      assert.equal(answer.status, 503);
      await until('the reason in the log', () => why.test(server.log()));
    } finally {
      await server.stop();
      server.remove();
    }
  });
}
