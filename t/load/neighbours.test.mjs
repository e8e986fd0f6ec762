// What others notice of somebody who asks too much: little.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { root, sleep, suite } from '../api/lib/harness.mjs';
import { elsewhere, forwarded } from './lib/accounts.mjs';
import { median, percentile } from './lib/statistics.mjs';
import { timed } from './lib/timing.mjs';

const limits = readFileSync(join(root, 'conf/nginx.conf'), 'utf8').match(/smartstack_limit [^;]*;/g);
const t = await suite({ server: forwarded, http: limits.join('\n    '), pool: 'connections=4 timeout=5s' });

const script = fileURLToPath(new URL('lib/pest.mjs', import.meta.url));
let asked = 0;

/**
 * Asks what it is told, so many times a second, in a process of its own that gives
 * way to everybody else: what it takes away is the server's time, not the tester's.
 */
const pest = (request) => {
  const wanted = { port: t.server.port, from: asked, ...request };
  asked += 10000;
  const child = spawn('nice', ['-n', '19', process.execPath, script, JSON.stringify(wanted)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
  });
  const ended = new Promise((done) => child.on('close', done));
  return async () => {
    child.kill('SIGTERM');
    await ended;
    return JSON.parse(text);
  };
};

/** Times of n reads by people who stay below their limits. */
const reads = async (people, n) => {
  const times = [];
  for (let i = 0; i < n; i++) {
    const { answer, times: { ms } } = await timed(() => people[i % people.length].get('/tasks'));
    assert.equal(answer.status, 200, answer.text);
    times.push(ms);
    await sleep(1);
  }
  return times;
};

/**
 * The 99th percentile of reads while somebody is a pest: `wait` in ms, and `factor`,
 * a multiple of that without him. Both are medians of pairs taken in turns, so that
 * a moment when the machine has other work counts little.
 */
const slower = async (people, request, { pairs = 7, n = 200 } = {}) => {
  const factors = [];
  const waits = [];
  const statuses = {};
  await reads(people, n);
  for (let i = 0; i < pairs; i++) {
    const alone = percentile(await reads(people, n), 99);
    const stop = pest(request);
    await sleep(300);
    const beside = percentile(await reads(people, n), 99);
    for (const [status, times] of Object.entries(await stop())) (statuses[status] ??= []).push(...times);
    waits.push(beside);
    factors.push(beside / alone);
    await sleep(300);
  }
  console.log(`# p99 ${median(waits).toFixed(2)} ms, ${median(factors).toFixed(2)} times as long; ${Object.entries(statuses).map(([status, times]) => `${times.length} times ${status} in ${median(times).toFixed(2)} ms`).join(', ')}`);
  return { factor: median(factors), wait: median(waits), statuses };
};

t.server.address = () => elsewhere()['x-forwarded-for'];
const people = [];
while (people.length < 40) people.push(await t.tenant());

test('C53: a tenant at ten times its limit is refused, and others wait less than twice as long', async () => {
  const me = await t.tenant();
  const [, perMinute] = limits.join(' ').match(/workspace rate=(\d+)r\/m/);
  const request = { method: 'GET', path: `${t.contract.base}/tasks`, headers: me.headers('GET', {}), rate: (10 * perMinute) / 60 };
  const { factor, statuses } = await slower(people, request);
  assert.ok(statuses[429].length > statuses[200].length, 'it is refused');
  assert.ok(factor < 2, `${factor}`);
});

test('C57: a flood of sign-ins is refused in less than 5 ms, and reads do not wait for its hashes', async () => {
  const { wait, statuses } = await slower(people, {
    method: 'POST',
    path: `${t.contract.base}/auth/login`,
    headers: { origin: people[0].origin, 'content-type': 'application/json', 'x-forwarded-for': '{network}' },
    body: JSON.stringify({ email: 'flood{n}@example.com', password: 'not the password' }),
    rate: 400,
  });
  assert.ok(statuses[503].length > 100, 'the queue is full');
  assert.ok(median(statuses[503]) < 5, `${median(statuses[503])} ms`);
  assert.ok(wait < 20, `${wait} ms: a hash takes as long`);
});
