// Keys change while everything runs: published as next, then used, then dropped; on
// two instances, one after the other, and nobody is signed out.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newSecrets } from '../../scripts/lib/secrets.mjs';
import { Client } from './lib/client.mjs';
import { env, sleep, suite, until } from './lib/harness.mjs';
import { start } from './lib/nginx.mjs';

const key = (kid, state) => ({ kid, key: randomBytes(32).toString('base64'), state });
const old = newSecrets();
const purposes = Object.keys(old);

const t = await suite({ secrets: old, workers: 2, allowLog: /\[emerg\] .*: secrets / });
const second = await start(t.database, { secrets: old });
after(async () => {
  const exit = await second.stop();
  const alarms = second.alarms();
  second.remove();
  assert.deepEqual([exit, alarms], [{ code: 0, signal: null }, []]);
});
const servers = [t.server, second];

/** A person at both instances, as behind a load balancer. */
const person = async () => {
  const one = await t.tenant();
  const two = new Client(second, t.contract);
  Object.assign(two, { cookies: one.cookies, workspace: one.workspace });
  two.origin = `http://127.0.0.1:${second.port}`;
  // a worker that leaves closes its idle connections
  one.agent = two.agent = new http.Agent({ keepAlive: false });
  return [one, two];
};

/** Which processes serve now. */
const workersOf = (server) => server.workers().sort().join();

const reload = async (server, secrets) => {
  const before = server.workers();
  writeFileSync(join(server.dir, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
  server.reload();
  await until('new workers', () => server.workers().some((pid) => !before.includes(pid)));
  await until('the old ones to be gone', () => !server.workers().some((pid) => before.includes(pid)));
};

test('three phases of a rotation on two instances under load: not one 401', { skip: env.hup }, async () => {
  const me = await person();
  for (let i = 0; i < 3; i++) await me[0].post('/clients', { name: `Client ${i}` });
  let running = true;
  const seen = new Map();
  const requests = () => [...seen.values()].reduce((sum, n) => sum + n, 0);

  // In the field 15 minutes lie between two; here they take turns: two steps behind is a stolen token.
  let turn = Promise.resolve();
  const refresh = (client) => (turn = turn.then(() => client.post('/auth/refresh')));

  // Cookies are looked at by either instance, whichever of them has issued them.
  const load = async () => {
    for (let i = 0; running; i++) {
      const client = me[i % 2];
      const answer = i % 7 === 0 ? await refresh(client) : await client.get('/clients?limit=1');
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      const cursor = answer.body?.meta?.next_cursor;
      if (cursor) {
        const page = await me[(i + 1) % 2].get(`/clients?limit=1&cursor=${cursor}`);
        seen.set(page.status, (seen.get(page.status) ?? 0) + 1);
      }
    }
  };
  const loads = [load(), load()];

  const fresh = Object.fromEntries(purposes.map((name) => [name, key('k2', 'next')]));
  const phases = [
    (name) => [old[name][0], fresh[name]],
    (name) => [{ ...old[name][0], state: 'previous' }, { ...fresh[name], state: 'current' }],
    (name) => (name === 'pepper' ? [{ ...old[name][0], state: 'previous' }, { ...fresh[name], state: 'current' }] : [{ ...fresh[name], state: 'current' }]),
  ];
  try {
    for (const phase of phases) {
      // before the last one every token has been renewed: in the field, after 15 minutes
      const sofar = requests();
      await until('requests in this phase', () => requests() >= sofar + 10);
      assert.equal((await refresh(me[0])).status, 200);
      for (const server of servers) await reload(server, Object.fromEntries(purposes.map((name) => [name, phase(name)])));
    }
  } finally {
    running = false;
    await Promise.all(loads);
  }
  assert.deepEqual([...seen.keys()], [200], JSON.stringify([...seen]));

  const login = await t.client().post('/auth/login', { email: me[0].account.email, password: me[0].account.password });
  assert.equal(login.status, 200, 'a password under the previous pepper');
});

test('C7: a key that was dropped at once ends its access tokens; refreshing recovers', { skip: env.hup }, async () => {
  const secrets = JSON.parse(readFileSync(join(second.dir, 'secrets.json'), 'utf8'));
  const [me] = await person();
  const next = { ...secrets, jwt: [key('k3', 'current')] };
  for (const server of servers) await reload(server, next);
  const answer = await me.get('/clients');
  assert.equal(answer.status, 401);
  assert.equal(answer.body.code, 'auth_required');
  assert.equal((await me.post('/auth/refresh')).status, 200);
  assert.equal((await me.get('/clients')).status, 200);
});

test('a reload with keys that are no keys changes nothing', { skip: env.hup }, async () => {
  const [me] = await person();
  const good = readFileSync(join(t.server.dir, 'secrets.json'), 'utf8');
  const before = workersOf(t.server);
  for (const broken of ['{}', '', good.replace(/"key":"[^"]+"/, '"key":"c2hvcnQ="')]) {
    writeFileSync(join(t.server.dir, 'secrets.json'), broken);
    t.server.reload();
    await sleep(300);
    assert.equal(workersOf(t.server), before);
    assert.equal((await me.get('/clients')).status, 200);
  }
  writeFileSync(join(t.server.dir, 'secrets.json'), good);
});

// AddressSanitizer makes mlock() do nothing.
test('the ring lies on pages that are never swapped and in no core file', { skip: env.sanitizer }, () => {
  for (const server of servers) {
    for (const pid of server.workers()) {
      const areas = readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
      const held = areas.filter((area) => /^VmFlags:.* lo\b.* dd\b/m.test(area));
      assert.equal(held.length, 1, `worker ${pid}`);
    }
  }
});

test('no file that the server writes holds a key', () => {
  const texts = servers.map((server) => server.log() + JSON.stringify(server.accessLog())).join();
  for (const { key: secret } of Object.values(old).flat()) {
    assert.ok(!texts.includes(secret) && !texts.includes(Buffer.from(secret, 'base64').toString('hex')));
  }
});
