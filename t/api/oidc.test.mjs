// Signing in with a provider of OpenID Connect, against a real one; and what comes
// back that is not to be believed.
import assert from 'node:assert/strict';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeCerts } from './lib/certs.mjs';
import { newEmail } from './lib/client.mjs';
import { env, scratchDir, sleep } from './lib/env.mjs';
import { suite } from './lib/harness.mjs';
import { newKey, startProvider, visit } from './lib/provider.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the browser's part of it only

const dir = scratchDir('oidc');
const secret = join(dir, 'secret');
writeFileSync(secret, 's3cret&=\n');
const tls = makeCerts(dir, ['IP:127.0.0.1']);

const mock = await startProvider({ name: 'mock' });
const elliptic = await startProvider({ name: 'elliptic', algorithm: 'ES256', tls });
const gone = await startProvider({ name: 'gone' });
await gone.stop();
after(async () => {
  await mock.stop();
  await elliptic.stop();
  rmSync(dir, { recursive: true, force: true });
});

const t = await suite({
  http: [mock.config(secret, { lines: 'jwks_refresh 2s;' }), elliptic.config(secret), gone.config(secret)].join('\n    '),
});

const begin = async (client, provider, body = {}) => {
  const answer = await client.post(`/auth/oauth/${provider.name}/start`, body);
  assert.equal(answer.status, 200, answer.text);
  return answer.body.data.url;
};

const finish = (client, provider, { code, state, iss }) =>
  client.post(`/auth/oauth/${provider.name}/callback`, iss ? { code, state, iss } : { code, state });

/** The whole way; `person` are the claims of who is there. */
const signIn = async (client, provider, person = {}, body = {}) => {
  Object.assign(provider.claims, person);
  return finish(client, provider, await visit(await begin(client, provider, body)));
};

let n = 0;
const someone = () => ({ sub: `s-${(n += 1)}`, email: newEmail(), email_verified: true, name: 'Ann Provider' });
const who = async (client) => {
  const me = await client.get('/me');
  assert.equal(me.status, 200, me.text);
  return me.body.data;
};
const sessions = () => t.sql('select count(*) from app.sessions');
const refused = async (answer, status = 400, code = 'oidc_refused') => {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.code, code);
};

test('the providers are told, and nothing else of them', async () => {
  const answer = await t.client().get('/auth/providers');
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body.data.map(({ name }) => name), ['mock', 'elliptic', 'gone']);
  assert.deepEqual(Object.keys(answer.body.data[0]), ['name', 'label']);
});

test('the address that the browser is sent to', async () => {
  const client = t.client();
  const url = new URL(await begin(client, mock));
  const query = Object.fromEntries(url.searchParams);
  assert.equal(`${url.origin}${url.pathname}`, `${mock.issuer}/authorize`);
  assert.equal(query.response_type, 'code');
  assert.equal(query.client_id, 'smartstack');
  assert.equal(query.redirect_uri, `http://127.0.0.1:${t.server.port}/login/callback/mock`);
  assert.equal(query.scope, 'openid email profile');
  assert.equal(query.code_challenge_method, 'S256');
  for (const name of ['state', 'nonce', 'code_challenge']) assert.match(query[name], /^[A-Za-z0-9_-]{43}$/, name);
  assert.match(client.cookies.get('__Host-ss_tx'), /^[A-Za-z0-9_-]{43}$/);
  assert.ok(![query.state, query.nonce, query.code_challenge].includes(client.cookies.get('__Host-ss_tx')));
});

test('a person who is new gets an account and a session', async () => {
  const client = t.client();
  const person = someone();
  const answer = await signIn(client, mock, person, { return_to: '/projects?x=1' });
  assert.equal(answer.status, 200, answer.text);
  const { outcome, return_to: returnTo } = answer.body.data;
  const user = await who(client);
  assert.deepEqual([outcome, returnTo, user.email, user.name], ['signed_in', '/projects?x=1', person.email, 'Ann Provider']);
  assert.equal(user.workspaces.length, 1);
  assert.ok(client.cookies.has('__Host-ss_at') && client.cookies.has('__Host-ss_rt') && !client.cookies.has('__Host-ss_tx'));
  const request = mock.tokenRequests.at(-1);
  assert.deepEqual([request.grant_type, request.client_secret], ['authorization_code', 's3cret&=']);
});

test('the second time it is the same account, whatever address the provider tells now', async () => {
  const person = someone();
  const [first, second] = [t.client(), t.client()];
  await signIn(first, mock, person);
  await signIn(second, mock, { ...person, email: newEmail() });
  assert.deepEqual(await who(second), await who(first));
  assert.equal((await who(second)).email, person.email);
});

test('the same subject at another provider is somebody else', async () => {
  const person = someone();
  const [one, other] = [t.client(), t.client()];
  await signIn(one, mock, person);
  await signIn(other, elliptic, { ...person, email: newEmail() });
  assert.notEqual((await who(other)).id, (await who(one)).id);
});

test('C19: an address that has an account is not taken over: 409, sign in first', async () => {
  const me = await t.tenant();
  const before = await sessions();
  await refused(await signIn(t.client(), mock, { ...someone(), email: me.account.email.toUpperCase() }), 409, 'link_required');
  assert.equal(await sessions(), before);
  assert.equal(await t.sql(`select count(*) from auth.identities i join app.users u on u.id = i.user_id where u.email = '${me.account.email}'`), '0');
});

test('C19: who is signed in adds the provider, and signs in with it from then on', async () => {
  const me = await t.tenant();
  const person = someone();
  Object.assign(mock.claims, person);
  const start = await me.post('/me/identities/mock', { return_to: '/settings/security' });
  assert.equal(start.status, 200, start.text);
  const back = await visit(start.body.data.url);
  const linked = await finish(me, mock, back);
  assert.equal(linked.body.data.outcome, 'linked', linked.text);
  assert.equal(linked.body.data.return_to, '/settings/security');

  const list = await me.get('/me/identities');
  assert.deepEqual(list.body.data.map(({ provider, email }) => [provider, email]), [['mock', person.email]]);
  const signed = t.client();
  await signIn(signed, mock, person);
  assert.equal((await who(signed)).id, me.user.id);

  const stranger = await t.tenant();
  const theirs = await stranger.post('/me/identities/mock', {});
  await refused(await finish(stranger, mock, await visit(theirs.body.data.url)), 409, 'identity_taken');

  assert.equal((await me.delete('/me/identities/mock')).status, 204);
  assert.equal((await me.delete('/me/identities/mock')).status, 404);
  await refused(await signIn(t.client(), mock, { ...person, email: me.account.email }), 409, 'link_required');
});

test('the last way to sign in stays', async () => {
  const client = t.client();
  await signIn(client, mock, someone());
  await refused(await client.delete('/me/identities/mock'), 409, 'last_sign_in');
});

test('linking needs a recent proof, and the session that began', async () => {
  const me = await t.tenant();
  await t.sql(`update app.sessions set proved_at = now() - interval '11 minutes' where user_id = '${me.user.id}'`);
  await refused(await me.post('/me/identities/mock', {}), 403, 'reauth_required');
  await refused(await me.delete('/me/identities/mock'), 403, 'reauth_required');
  await t.sql(`update app.sessions set proved_at = now() where user_id = '${me.user.id}'`);

  Object.assign(mock.claims, someone());
  const back = await visit((await me.post('/me/identities/mock', {})).body.data.url);
  const other = me.clone();
  await me.post('/auth/logout');
  await refused(await finish(other, mock, back), 401, 'session_revoked');
});

const wrong = [
  ['another issuer', ({ claims }) => { claims.iss = 'https://evil.example'; }],
  ['another audience', ({ claims }) => { claims.aud = 'somebody'; }],
  ['several audiences without azp', ({ claims }) => { claims.aud = ['smartstack', 'other']; }],
  ['made for another party (azp)', ({ claims }) => { claims.azp = 'other'; }],
  ['another nonce', ({ claims }) => { claims.nonce = 'other'; }],
  ['no nonce', ({ claims }) => { delete claims.nonce; }],
  ['expired', ({ claims }) => { claims.exp = Math.floor(Date.now() / 1000) - 60; }],
  ['no expiry', ({ claims }) => { delete claims.exp; }],
  ['from the future', ({ claims }) => { claims.iat = Math.floor(Date.now() / 1000) + 120; }],
  ['from long ago', ({ claims }) => { claims.iat = Math.floor(Date.now() / 1000) - 3600; }],
  ['not valid yet', ({ claims }) => { claims.nbf = Math.floor(Date.now() / 1000) + 120; }],
  ['nobody', ({ claims }) => { delete claims.sub; }],
  ['a subject without end', ({ claims }) => { claims.sub = 'x'.repeat(256); }],
  ['no address', ({ claims }) => { delete claims.email; }],
  ['an address that is none', ({ claims }) => { claims.email = 'a@b\r\nc'; }],
  ['no signature', (p) => { p.header.alg = 'none'; }],
  ['HS256 with the client secret', (p) => { p.header.alg = 'HS256'; p.key = createSecretKey(Buffer.from('s3cret&=')); }],
  ['ES256 where RS256 is due', (p) => { p.header.alg = 'ES256'; p.key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey; }],
  ['another key under its name', (p) => { p.key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey; }],
  ['an unknown key', (p) => { p.header.kid = 'unknown'; }],
  ['crit', (p) => { p.header.crit = ['b64']; }],
  ['a token of two parts', ({ answer }) => { answer.body.id_token = 'a.b'; }],
  ['a token that is no base64', ({ answer }) => { answer.body.id_token = '!.!.!'; }],
  ['no token', ({ answer }) => { delete answer.body.id_token; answer.body.id_token = 7; }],
  ['a refusal', ({ answer }) => { answer.statusCode = 400; answer.body = { error: 'invalid_grant' }; }],
];

for (const [name, spoil] of wrong) {
  test(`C18: not believed: ${name}`, async () => {
    const before = await sessions();
    const client = t.client();
    mock.spoil = spoil;
    await refused(await signIn(client, mock, someone()));
    assert.equal(await sessions(), before);
    assert.ok(!client.cookies.has('__Host-ss_at'));
  });
}

test('C18: an address that the provider has not verified', async () => {
  mock.spoil = ({ claims }) => { claims.email_verified = false; };
  await refused(await signIn(t.client(), mock, someone()), 400, 'email_unverified');
});

test('C18: another browser, another state, another provider, a second time', async () => {
  Object.assign(mock.claims, someone());
  const client = t.client();
  const back = await visit(await begin(client, mock));
  await refused(await finish(t.client(), mock, back));
  const other = t.client();
  await begin(other, mock);
  await refused(await finish(other, mock, back));

  await refused(await finish(client.clone(), elliptic, back));
  await refused(await finish(client, mock, back));

  const again = t.client();
  const good = await visit(await begin(again, mock));
  const copy = again.clone();
  assert.equal((await finish(again, mock, good)).status, 200);
  await refused(await finish(copy, mock, good));
});

test('C18: a code that is not of this sign-in, an answer of another issuer, one that is too late', async () => {
  Object.assign(mock.claims, someone());
  const client = t.client();
  await refused(await finish(client, mock, { ...(await visit(await begin(client, mock))), code: 'made-up' }));
  await refused(await finish(client, mock, { ...(await visit(await begin(client, mock))), iss: 'https://evil.example' }));
  assert.equal((await finish(client, mock, { ...(await visit(await begin(client, mock))), iss: mock.issuer })).status, 200);
  const late = await visit(await begin(client, mock));
  await t.sql("update auth.oidc_transactions set expires_at = now() - interval '1 second'");
  await refused(await finish(client, mock, late));
});

test('C18: only a path of this site is returned to', async () => {
  for (const path of ['https://evil.example/', '//evil.example', '/\\evil.example', '\\evil', 'evil', '/a b', '/"x', '/\u00fc']) {
    const answer = await signIn(t.client(), mock, someone(), { return_to: path });
    assert.equal(answer.body.data.return_to, '/', path);
  }
});

test('a provider that nobody knows is not there', async () => {
  assert.equal((await t.client().post('/auth/oauth/none/start', {})).status, 404);
  assert.equal((await t.client().post('/auth/oauth/none/callback', { code: 'a', state: 'b' })).status, 404);
});

test('new keys of a provider are found, and asked for not more often than is due', { skip: env.hup }, async () => {
  const [next, later] = [newKey('next'), newKey('later')];
  await sleep(2100);
  await mock.rotate(next);
  const first = await signIn(t.client(), mock, someone());
  assert.equal(first.status, 200, first.text);
  await mock.rotate(later);
  await refused(await signIn(t.client(), mock, someone()));
  await sleep(2100);
  assert.equal((await signIn(t.client(), mock, someone())).status, 200);
});

test('twenty at once after a rotation: all are in, keys are fetched once', { skip: env.hup }, async () => {
  const key = newKey('twenty');
  await sleep(2100);
  await mock.rotate(key);
  const before = (await t.server.metrics())['smartstack_fetches_total{result="ok"}'];
  const answers = await Promise.all(Array.from({ length: 20 }, () => {
    const client = t.client();
    return begin(client, mock).then(visit).then((back) => finish(client, mock, back));
  }));
  const statuses = answers.map(({ status }) => status).sort();
  // one subject: the first makes the account, those beside it may find it being made
  assert.ok(statuses.every((status) => status === 200 || status === 409), statuses.join());
  assert.ok(statuses.includes(200));
  const calls = (await t.server.metrics())['smartstack_fetches_total{result="ok"}'] - before;
  assert.ok(calls <= 22, `${calls} calls`);
});

test('C73: a provider that is down: 503, and signing in with a password goes on', async () => {
  const client = t.client();
  await begin(client, gone);
  await refused(await finish(client, gone, { code: 'x', state: new URL(await begin(client, gone)).searchParams.get('state') }), 503, 'provider_unavailable');
  const me = await t.tenant();
  assert.equal((await me.get('/me')).status, 200);
});

const nonsense = [
  ['an error of the server', ({ answer }) => { answer.statusCode = 500; }, 503],
  ['an answer without end', ({ answer }) => { answer.body = { id_token: 'x'.repeat(200000) }; }, 503],
  ['JSON that is too deep', ({ answer }) => { answer.body = JSON.parse('['.repeat(40) + ']'.repeat(40)); }, 400],
  ['a list', ({ answer }) => { answer.body = []; }, 400],
];

for (const [name, spoil, status] of nonsense) {
  test(`C73: a provider that answers with ${name}: ${status}`, async () => {
    mock.spoil = spoil;
    const answer = await signIn(t.client(), mock, someone());
    assert.equal(answer.status, status, answer.text);
  });
}

test('C66: neither code nor secret nor token is in a log', async () => {
  const lines = t.server.log() + JSON.stringify(t.server.accessLog());
  for (const { code, code_verifier: verifier, client_secret: clientSecret } of mock.tokenRequests) {
    for (const text of [verifier, clientSecret, code?.length > 10 ? code : undefined]) assert.ok(!text || !lines.includes(text));
  }
});

test('a closed browser while the provider thinks: nothing is left alive', async () => {
  const slow = t.client();
  const back = await visit(await begin(slow, mock));
  mock.spoil = () => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300); };
  await finish(slow, mock, back).catch(() => {});
});
