// Asking for an account, proving the address, and what a stranger learns: nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, forgetLimits, mailed, mails, verify } from './lib/accounts.mjs';
import { newEmail, password, suite } from './lib/harness.mjs';

const t = await suite({ pool: 'connections=8 timeout=5s' });

const users = (email) => t.sql(`select count(*) from app.users where email = '${email}'`);
const names = ({ setCookie }) => setCookie.map((line) => line.slice(0, line.indexOf('='))).sort();

/** An answer without what differs from request to request. */
const shape = ({ status, text, headers, setCookie }) => ({
  status,
  text,
  cookies: names({ setCookie }),
  headers: Object.keys(headers).sort(),
});

test('C14: a new and a taken address get one answer, and no session; only the mails differ', async () => {
  const me = await t.tenant();
  const fresh = await ask(t);
  const taken = await ask(t, { email: me.account.email });
  const upper = await ask(t, { email: me.account.email.toUpperCase() });
  for (const { answer } of [taken, upper]) assert.deepEqual(shape(answer), shape(fresh.answer));
  assert.equal(fresh.answer.text, '');
  assert.deepEqual(names(fresh.answer), ['__Host-ss_dv']);
  assert.equal((await fresh.client.get('/me')).status, 401);

  assert.deepEqual(await mails(t, fresh.account.email), ['verify_email']);
  assert.deepEqual(await mails(t, me.account.email), ['account_exists', 'account_exists']);
  assert.equal(await users(fresh.account.email), '0', 'there is nobody before the proof');
  assert.ok(!(await t.sql('select r::text from auth.registrations r')).includes(fresh.token), 'stored as a hash');
});

test('the mailed token makes the account, a workspace of its own and a session', async () => {
  const { client, account, token } = await ask(t, { workspace_name: 'Studio Berg' });
  const answer = await verify(client, token);
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(names(answer), ['__Host-ss_at', '__Host-ss_rt']);
  assert.equal(answer.body.data.email, account.email);
  assert.equal(answer.body.data.workspaces[0].role, 'owner');
  assert.equal(answer.body.data.workspaces[0].name, 'Studio Berg');
  assert.deepEqual((await client.get('/me')).body.data, answer.body.data);

  const login = await t.client().post('/auth/login', { email: account.email, password });
  assert.equal(login.status, 200, login.text);
});

test('C15: a token works once, and for 24 hours', async () => {
  const { client, token } = await ask(t);
  assert.equal((await verify(client, token)).status, 200);
  const again = await verify(client, token);
  assert.equal(again.status, 410, again.text);
  assert.equal(again.body.code, 'link_expired');

  const late = await ask(t);
  await t.sql(`update auth.registrations set expires_at = now() where email = '${late.account.email}'`);
  assert.equal((await verify(late.client, late.token)).status, 410);
  assert.equal((await verify(late.client, 'A'.repeat(43))).status, 410);
  assert.equal((await verify(late.client, 'too short')).status, 422);
  assert.equal(await users(late.account.email), '0');
});

test('C98: fifty who use a token at once make one account', async () => {
  const { client, account, token } = await ask(t);
  const answers = await Promise.all(Array.from({ length: 50 }, () => verify(client.clone(), token)));
  const count = (status) => answers.filter((answer) => answer.status === status).length;
  assert.equal(count(200), 1);
  assert.equal(count(410), 49);
  assert.equal(await users(account.email), '1');
  assert.equal(
    await t.sql(`select count(*) from app.workspaces w join app.users u on u.id = w.created_by where u.email = '${account.email}'`),
    '1',
  );
});

test('a link that a stranger caused opens nothing: another browser has to sign in', async () => {
  const { account, token } = await ask(t);
  const victim = t.client();
  const answer = await verify(victim, token);
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body.data, { sign_in_required: true });
  assert.deepEqual(answer.setCookie, []);
  assert.equal(await users(account.email), '1');

  const forged = await ask(t);
  const other = t.client();
  other.cookies.set('__Host-ss_dv', `${forged.client.cookies.get('__Host-ss_dv').slice(0, -2)}AA`);
  assert.deepEqual((await verify(other, forged.token)).body.data, { sign_in_required: true });
});

test('who claims an address first does not choose the password of who proves it', async () => {
  const email = newEmail();
  const thief = await ask(t, { email, password: 'the password of a thief' });
  const owner = await ask(t, { email, password: 'the password of the owner' });
  assert.equal((await verify(owner.client, owner.token)).status, 200);
  const tries = [];
  for (const word of ['the password of a thief', 'the password of the owner']) {
    tries.push((await t.client().post('/auth/login', { email, password: word })).status);
  }
  assert.deepEqual(tries, [401, 200]);
  assert.equal((await verify(thief.client, thief.token)).status, 410, 'the other token is void');
});

test('C2: an address that is not proven is as a wrong password, but gets another mail', async () => {
  const { client, account, token } = await ask(t);
  const unknown = await t.client().post('/auth/login', { email: newEmail(), password });
  await forgetLimits(t);
  const right = await client.post('/auth/login', { email: account.email, password });
  assert.deepEqual({ ...right.body, request_id: 0 }, { ...unknown.body, request_id: 0 });
  assert.equal(right.status, 401);
  assert.deepEqual(await mails(t, account.email), ['verify_email', 'verify_email']);
  const { token: second } = await mailed(t, account.email, 'verify_email');
  assert.equal((await verify(client, token)).status, 410, 'the newer one counts');
  assert.equal((await verify(client, second)).status, 200);

  const guess = await ask(t);
  await t.client().post('/auth/login', { email: guess.account.email, password: 'not the password' });
  assert.deepEqual(await mails(t, guess.account.email), ['verify_email'], 'a wrong password mails nothing');
});

test('C17: three mails an hour for an address, ten for a network; the answer stays the same', async () => {
  await t.sql('delete from app.mail_outbox');
  const email = newEmail();
  const send = (path, address) => t.client().post(path, path === '/auth/register' ? { email: address, name: 'Ada', password } : { email: address });
  const answers = [];
  for (let i = 0; i < 5; i++) answers.push(await send('/auth/register', email));
  assert.equal((await mails(t, email)).length, 3);

  const others = Array.from({ length: 10 }, newEmail);
  for (const [i, one] of others.entries()) {
    answers.push(await send(i % 2 ? '/auth/magic-links' : '/auth/password/forgot', one));
  }
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202]);
  assert.equal(await t.sql('select count(*) from app.mail_outbox'), '10');

  const me = await t.tenant();
  assert.equal((await send('/auth/password/forgot', me.account.email)).status, 202);
  assert.equal(await t.sql(`select count(*) from auth.one_time_tokens`), '0', 'a token that is not mailed is not kept');
});

test('C17: the limit of mails holds for requests at the same time', async () => {
  await t.sql('delete from app.mail_outbox');
  const email = newEmail();
  const clients = Array.from({ length: 20 }, () => t.client());
  const answers = await Promise.all(clients.map((client) => client.post('/auth/magic-links', { email })));
  assert.ok(answers.some(({ status }) => status === 202));
  assert.deepEqual(answers.map(({ status }) => status).filter((status) => ![202, 503].includes(status)), []);
  assert.equal((await mails(t, email)).length, 3);
});

test('C16: a token of a link is in no log', async () => {
  const { client, token } = await ask(t);
  assert.equal((await verify(client, token)).status, 200);
  assert.ok(!t.server.log().includes(token));
  assert.ok(!JSON.stringify(t.server.accessLog()).includes(token));
});

test('C90: what happened to an account is in its audit log', async () => {
  const { client, account, token } = await ask(t);
  await verify(client, token);
  await t.client().post('/auth/login', { email: account.email, password: 'not the password' });
  await client.post('/auth/logout');
  const [{ id }] = await t.rows(`select id from app.users where email = '${account.email}'`);
  const rows = await t.rows(`select action, ip_prefix, request_id from app.audit_log where chain = '${id}' order by seq`);
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['account.created', 'login.ok', 'login.failed', 'logout'],
  );
  for (const row of rows) {
    assert.equal(row.ip_prefix, '127.0.0.0/24');
    assert.ok(row.request_id);
  }
  assert.equal(await t.sql(`select (app.audit_page('${id}', 0, 1000)).fault`), '');
});
