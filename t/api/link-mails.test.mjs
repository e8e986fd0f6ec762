// Share links by mail: sent again by a member, asked for by who lost one.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { suite } from './lib/harness.mjs';
import { newGuest, newShowcase, share } from './lib/shares.mjs';
import { got, newMember } from './lib/work.mjs';

const t = await suite({ pool: 'connections=4 timeout=5s' });
const me = await t.tenant({ name: 'Ada Berg' });
const world = await newShowcase(me);
const sha = (text) => createHash('sha256').update(text).digest('hex');
const address = () => `${randomUUID()}@luna.example`;
const open = (browser, token, fields) => browser.post('/links/open', { token, ...fields });
const send = (who, link, send_to, key = randomUUID()) =>
  who.post(`/share-links/${link.id}/send`, { send_to }, { headers: { 'idempotency-key': key } });
const ask = (email) => t.client().post('/portal/link-requests', { email });
const mails = (email) => t.rows(`select template, vars from app.mail_outbox where recipient = '${email}' order by created_at, id`);
const tokensOf = async (email) => (await mails(email)).map(({ vars }) => vars.token);
const askedFor = async (email) => (await mails(email)).at(-1).vars.links;
const aMinuteLater = (link) => t.sql(`update app.link_tokens set created_at = created_at - interval '1 minute' where link_id = '${link.id}'`);
const noLimits = () => t.sql(`update app.mail_outbox set ip_prefix = null`);

test('C40: a mail has a secret of its own, of which a hash is kept', async () => {
  const email = address();
  const link = await share(me, 'project', world.project.id, { send_to: email.toUpperCase() });
  assert.deepEqual(link.sent_to, [email]);
  const [token] = await tokensOf(email);
  assert.match(token, /^[A-Za-z0-9_-]{43}$/);
  assert.notEqual(token, link.token);
  const [row] = await t.rows(`select encode(token_hash, 'hex') as hash, x::text as all from app.link_tokens x where email = '${email}'`);
  assert.equal(row.hash, sha(token));
  assert.ok(!row.all.includes(token));
  for (const path of [`/share-links/${link.id}`, '/share-links', '/changes']) assert.ok(!(await me.get(path)).text.includes(token), path);
  assert.deepEqual((await got(me.get(`/share-links/${link.id}`))).sent_to, [email]);

  const rotated = await got(me.post(`/share-links/${link.id}/rotate`, { send_to: email }));
  assert.equal((await open(t.client(), token)).status, 404, 'the first mail');
  await newGuest(t, { token: (await tokensOf(email))[1] });
  await newGuest(t, rotated);
});

test('sending again needs a key, mails once for a key, and changes nothing for who is in', async () => {
  const email = address();
  const link = await share(me, 'project', world.project.id);
  const guest = await newGuest(t, link);
  const without = await me.post(`/share-links/${link.id}/send`, { send_to: email });
  assert.deepEqual([without.status, without.body.errors[0].pointer, without.body.errors[0].code], [400, 'Idempotency-Key', 'required']);
  const key = randomUUID();
  const sent = await got(send(me, link, email, key));
  assert.deepEqual([sent.link_id, sent.sent_to], [link.id, email]);
  const again = await send(me, link, email, key);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.deepEqual(again.body.data, sent);
  assert.equal((await mails(email)).length, 1);
  const soon = await send(me, link, email);
  assert.deepEqual([soon.status, soon.body.code], [429, 'rate_limited']);
  assert.equal((await guest.get('/portal')).status, 200);
  await newGuest(t, link);
  const after = await got(me.get(`/share-links/${link.id}`));
  assert.deepEqual([after.sent_to, after.rev], [[email], link.rev]);
});

test('C44: what was mailed proves the address, once; later a code does', async () => {
  const email = address();
  const link = await share(me, 'project', world.project.id, { allowed_emails: [email, 'b@luna.example'], send_to: email });
  const [token] = await tokensOf(email);
  const guest = await newGuest(t, { token });
  assert.equal((await got(guest.get('/portal'))).guest.email, email);
  const browser = t.client();
  assert.equal((await open(browser, token)).body.code, 'email_required');
  assert.equal((await browser.post('/links/verify-email', { token, email: 'b@luna.example' })).status, 204);
  const [{ vars }] = await mails('b@luna.example');
  await newGuest(t, { token }, { email: 'b@luna.example', code: vars.code }, browser);
  assert.equal((await got(browser.get('/portal'))).guest.email, 'b@luna.example');

  const stranger = await send(me, link, address());
  assert.deepEqual([stranger.status, stranger.body.code, stranger.body.errors[0].pointer], [422, 'not_invited', '/send_to']);
  await aMinuteLater(link);
  await got(send(me, link, email));
  await got(me.patch(`/share-links/${link.id}`, { allowed_emails: ['b@luna.example'] }, link.rev));
  assert.equal((await open(t.client(), (await tokensOf(email))[1])).status, 404, 'taken off the list');
});

test('C41, C43: what was mailed ends with the link, and wants its password', async () => {
  const email = address();
  const link = await share(me, 'project', world.project.id, { send_to: email });
  const [token] = await tokensOf(email);
  const put = (password) => me.api('PUT', `/share-links/${link.id}/password`, { body: { password } });
  assert.equal((await put('by telephone')).status, 204);
  assert.equal((await open(t.client(), token)).body.code, 'password_required');
  assert.equal((await open(t.client(), token, { password: 'guessed' })).body.code, 'wrong_password');
  const guest = t.client();
  assert.equal((await open(guest, token, { password: 'by telephone' })).status, 200);
  await got(me.post(`/share-links/${link.id}/revoke`));
  assert.equal((await open(guest, token, { password: 'by telephone' })).status, 404);
  const closed = await send(me, link, address());
  assert.deepEqual([closed.status, closed.body.code], [409, 'link_closed']);
  assert.equal(await t.sql(`select count(*) from app.link_tokens where link_id = '${link.id}'`), '0');
});

test('the five newest mails of an address open, of members and of its own asking apart', async () => {
  const email = address();
  const link = await share(me, 'project', world.project.id, { send_to: email });
  await noLimits();
  await ask(email);
  for (let i = 0; i < 5; i++) {
    await aMinuteLater(link);
    await got(send(me, link, email));
  }
  const tokens = (await tokensOf(email)).filter(Boolean);
  const statuses = [];
  for (const token of tokens) statuses.push((await open(t.client(), token)).status);
  assert.deepEqual(statuses, [404, 200, 200, 200, 200, 200]);
  const [, asked] = await mails(email);
  assert.equal((await open(t.client(), asked.vars.links[0].token)).status, 200);
});

test('C21: a member sends the links of his own, an owner all of them', async () => {
  const colleague = await newMember(t, me);
  const mine = await share(me, 'project', world.project.id);
  const his = await share(colleague, 'project', world.project.id);
  assert.equal((await send(colleague, mine, address())).status, 404);
  await got(send(colleague, his, address()));
  await got(send(me, his, address()));
});

test('C17: asking for one’s links is answered alike for everybody, and mailed a few times an hour', async () => {
  await noLimits();
  const email = address();
  const nobody = address();
  const named = await share(me, 'project', world.project.id, { allowed_emails: [email] });
  const mailed = await share(me, 'client', world.client.id, { send_to: email });
  const opened = await share(me, 'task', world.shown.id);
  await newGuest(t, opened);
  await t.sql(`update app.link_sessions set email = '${email}' where link_id = '${opened.id}'`);
  await share(me, 'project', world.project.id, { allowed_emails: ['b@luna.example'] });
  await share(me, 'project', world.project.id);

  const bare = (answer) => [answer.status, answer.text];
  assert.deepEqual(bare(await ask(email.toUpperCase())), [202, '']);
  assert.deepEqual(bare(await ask(nobody)), [202, '']);
  assert.deepEqual((await mails(nobody)).map(({ template }) => template), ['no-links']);

  const links = await askedFor(email);
  assert.deepEqual(links.map(({ what }) => what).sort(), ['Luna', 'Menu of Luna', 'Site of Luna']);
  const ids = [];
  for (const { token } of links) {
    const guest = await newGuest(t, { token });
    assert.equal((await got(guest.get('/portal'))).guest.email, email);
    ids.push(guest.link);
  }
  assert.deepEqual(ids.sort(), [named.id, mailed.id, opened.id].sort());
  const accesses = await got(me.get(`/share-links/${named.id}/accesses?sort=at`));
  assert.deepEqual(accesses.map(({ what }) => what), ['requested', 'opened']);
  const audit = await t.rows(`select action, actor_kind from app.audit_log where object_id = '${mailed.id}' and action = 'share_link.sent' order by seq`);
  assert.deepEqual(audit.map(({ actor_kind }) => actor_kind), ['member', 'client']);

  for (let i = 0; i < 4; i++) assert.equal((await ask(email)).status, 202);
  assert.equal((await mails(email)).filter(({ template }) => template === 'my-links').length, 3);
  assert.equal(await t.sql(`select count(*) from app.link_tokens where link_id = '${named.id}'`), '3', 'no secret without a mail');
});

test('a link that was ended, is used up, or names others now, is nobody’s to ask for', async () => {
  await noLimits();
  const email = address();
  const revoked = await share(me, 'project', world.project.id, { send_to: email });
  await got(me.post(`/share-links/${revoked.id}/revoke`));
  const rotated = await share(me, 'project', world.project.id, { send_to: email });
  await got(me.post(`/share-links/${rotated.id}/rotate`, {}));
  const full = await share(me, 'project', world.project.id, { send_to: email, max_uses: 1 });
  await newGuest(t, full);
  const narrowed = await share(me, 'project', world.project.id, { send_to: email });
  await got(me.patch(`/share-links/${narrowed.id}`, { allowed_emails: ['b@luna.example'] }, narrowed.rev));
  await ask(email);
  assert.equal((await mails(email)).at(-1).template, 'no-links');
});
