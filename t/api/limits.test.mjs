// How often who may ask: token buckets in shared memory, one for all workers.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { scratchDir } from './lib/env.mjs';
import { sleep, suite } from './lib/harness.mjs';
import { issueKey, newApiKey, newToken, openLink, withProbes } from './lib/probes.mjs';
import { newMember } from './lib/work.mjs';

const dir = scratchDir('limits');
after(() => rmSync(dir, { recursive: true, force: true }));

// Slow enough that no token comes back while a test runs, but for the bucket "open".
const t = await suite({
  ...withProbes(dir),
  workers: 2,
  http: `
    set_real_ip_from 127.0.0.1;
    real_ip_header X-Forwarded-For;
    smartstack_limit address rate=60r/h;
    smartstack_limit user rate=30r/h;
    smartstack_limit key rate=10r/h;
    smartstack_limit link rate=8r/h;
    smartstack_limit workspace rate=60r/h burst=40;
    smartstack_limit login rate=5r/h;
    smartstack_limit mail rate=3r/h;
    smartstack_limit open rate=4r/s burst=2;`,
});

let last = 0;
/** An address that nobody has used before. */
const address = () => {
  last += 1;
  return `198.51.${last >> 8}.${last & 255}`;
};
t.server.address = address;
const from = (who, headers = {}) => ({ headers: { 'x-forwarded-for': who, ...headers } });

/** Asks until it is refused, at most n times; how often it was let in, and the refusal. */
const drain = async (n, ask) => {
  for (let i = 0; i < n; i++) {
    const answer = await ask(i);
    if (answer.status === 429) return { let: i, refusal: answer };
  }
  return { let: n };
};

const strangers = async (who, path = '/probe/public') => drain(90, () => t.client().get(path, from(who)));

const batches = async () => (await t.server.metrics()).smartstack_db_batches_total;

test('an address that is not signed in has its bucket; the refusal says when to come back', async () => {
  const who = address();
  const { headers } = await t.client().get('/probe/public', from(who));
  assert.equal(headers['ratelimit-policy'], '"address";q=60;w=3600');
  assert.match(headers.ratelimit, /^"address";r=59;t=60$/);

  const { let: n, refusal } = await strangers(who);
  assert.equal(n, 59);
  assert.equal(refusal.body.code, 'rate_limited');
  const wait = Number(refusal.headers['retry-after']);
  assert.ok(wait > 40 && wait <= 60, `Retry-After: ${wait}`);
  assert.equal(refusal.headers.ratelimit, `"address";r=0;t=${wait}`);
  assert.equal((await t.client().get('/probe/public', from(address()))).status, 200, 'another address');
});

test('of IPv6 a line has one bucket, whatever address it takes', async () => {
  assert.equal((await strangers('2001:db8:1:2:3::4')).let, 60);
  assert.equal((await strangers('2001:db8:1:2:ffff::1')).let, 0);
  assert.equal((await strangers('2001:db8:1:3::1')).let, 60);
});

test('an address of IPv4 in the clothes of IPv6 is that address: one bucket each, its own network', async () => {
  const [one, other] = [address(), address()];
  const { body } = await t.client().get('/probe/public', from(`::ffff:${one}`));
  assert.equal(body.data.ip_prefix, one.replace(/\d+$/, '0/24'));
  assert.equal((await strangers(`::ffff:${one}`)).let, 59);
  assert.equal((await strangers(one)).let, 0);
  assert.equal((await strangers(`::ffff:${other}`)).let, 60);
});

test('C64: a forwarded address counts only from the networks that may say so', async () => {
  const who = address();
  assert.equal((await strangers(`${address()}, ${who}`)).let, 60);
  assert.equal((await strangers(`${address()}, ${who}`)).let, 0, 'the last hop decides');
});

test('a bucket fills again, a token at a time', async () => {
  const who = address();
  const open = () => t.client().post('/probe/open', undefined, from(who));
  const started = Date.now();
  const since = () => Math.ceil((Date.now() - started) / 250); // so many tokens may have come back
  const { let: first, refusal } = await drain(90, open);
  assert.ok(first >= 2 && first <= 2 + since(), `${first} in ${since()} quarters of a second`);
  assert.equal(refusal.headers['retry-after'], '1');
  await sleep(300);
  const { let: again } = await drain(90, open);
  assert.ok(again >= 1 && first + again <= 2 + since(), `${first} and ${again} in ${since()} quarters of a second`);
});

test('operations that sign in, open links or send mails have buckets besides', async () => {
  const who = address();
  assert.equal((await drain(9, () => t.client().post('/probe/login', undefined, from(who)))).let, 5);
  assert.equal((await drain(9, () => t.client().post('/probe/mail', undefined, from(who)))).let, 3);
  assert.equal((await strangers(who)).let, 60 - 5 - 3, 'and cost the address a token too; a refusal costs none');
});

test('a person has a bucket, in all sessions and workspaces and at every address', async () => {
  const me = await t.tenant();
  const { let: n } = await drain(90, () => me.get('/probe/user', from(address())));
  assert.ok(n >= 28 && n <= 30, `${n}`);
  assert.equal((await me.clone().get('/probe/user', from(address()))).status, 429);
  assert.equal((await t.client().get('/probe/public', from(address()))).status, 200);
  assert.equal((await (await t.tenant()).get('/probe/user', from(address()))).status, 200, 'another person');
});

test('a key has a bucket of its own, besides that of its owner', async () => {
  const owner = await t.tenant();
  const { headers } = await issueKey(t, owner);
  const ask = () => t.client().get('/probe/member', from(address(), headers));
  assert.equal((await drain(90, ask)).let, 10);
  assert.equal((await owner.get('/probe/user', from(address()))).status, 200);
});

test('C44: a link has a bucket, which only its guests can use up', async () => {
  const guest = await openLink(t, 1);
  for (let i = 0; i < 20; i++) {
    const answer = await t.client().get('/probe/link-view', from(address(), { ...guest.headers, cookie: `__Host-ss_gs=${newToken()}` }));
    assert.equal(answer.status, 401);
  }
  const ask = () => guest.client.get('/probe/link-view', from(address(), guest.headers));
  assert.equal((await drain(90, ask)).let, 8);
});

test('C53: a workspace has a bucket, which no stranger can use up', async () => {
  const owner = await t.tenant();
  const member = await newMember(t, owner);
  const stranger = await t.tenant();

  stranger.workspace = owner.workspace;
  const outside = await drain(25, () => stranger.get('/probe/member', from(address())));
  assert.equal(outside.let, 25);

  const first = await drain(25, () => owner.get('/probe/member', from(address())));
  const second = await drain(25, () => member.get('/probe/member', from(address())));
  assert.equal(first.let, 25);
  assert.ok(second.let >= 10 && second.let <= 15, `${second.let}`);
  assert.equal(second.refusal.headers['ratelimit-policy'], '"workspace";q=60;w=3600');
  assert.equal((await (await t.tenant()).get('/probe/member', from(address()))).status, 200, 'another workspace');
});

test('who is not let in is charged by address, and then no longer asked about', async () => {
  const who = address();
  const link = randomUUID();
  const guess = () =>
    t.client().get('/probe/link-view', from(who, { cookie: `__Host-ss_gs=${newToken()}`, 'smartstack-link': link }));
  assert.equal((await drain(90, guess)).let, 60);
  const before = await batches();
  assert.equal((await guess()).status, 429);
  assert.equal((await t.client().get('/probe/member', from(who, { authorization: `Bearer ${newApiKey()}` }))).status, 429);
  assert.equal((await t.client().get('/probe/user', from(who))).status, 429, 'nor who shows nothing at all');
  assert.equal(await batches(), before, 'the database was not asked');
  const me = await t.tenant();
  assert.equal((await me.get('/probe/user', from(who))).status, 200, 'but somebody who is signed in there is');
});

test('C45: a million tokens an hour: nothing but 401 and 429, and no row', async () => {
  const who = address();
  const rows = () => t.sql('select count(*) from app.audit_log');
  const before = await rows();
  const statuses = new Set();
  for (let i = 0; i < 200; i++) {
    const answer = await t.client().get('/probe/member', from(who, { authorization: `Bearer ${newApiKey()}` }));
    statuses.add(answer.status);
  }
  assert.deepEqual([...statuses].sort(), [401, 429]);
  assert.equal(await rows(), before);
});

test('buckets are of all workers and outlive a reload', async () => {
  const who = address();
  const agentless = (path) => t.exchange({ path: `/api/v1${path}`, headers: { 'x-forwarded-for': who }, agent: false });
  const statuses = [];
  for (let i = 0; i < 40; i++) statuses.push((await agentless('/probe/public')).status);
  t.server.reload();
  await sleep(300);
  for (let i = 0; i < 25; i++) statuses.push((await agentless('/probe/public')).status);
  assert.equal(statuses.filter((status) => status === 200).length, 60);
  assert.equal(statuses.filter((status) => status === 429).length, 5);
});

test('refusals are counted', async () => {
  assert.ok((await t.server.metrics()).smartstack_rate_limited_total >= 10);
});
