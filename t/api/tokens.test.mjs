// Access tokens: only what this server has issued, unaltered and in time, lets
// anybody in. GET /auth/session is asked, which reads nothing but the token.
import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newSecrets } from '../../scripts/lib/secrets.mjs';
import { env, suite } from './lib/harness.mjs';
import { base64url, claimsOf, header, now, sign } from './lib/tokens.mjs';

const secrets = newSecrets();
const key = () => randomBytes(32).toString('base64');
secrets.jwt.push({ kid: 'k2', key: key(), state: 'next' }, { kid: 'k0', key: key(), state: 'previous' });

const t = await suite({ secrets });
const name = '__Host-ss_at';

const ask = (cookie) => t.exchange({ path: '/api/v1/auth/session', headers: cookie === undefined ? {} : { cookie } });

const refused = async (token, code = 'auth_required', what = token) => {
  const answer = await ask(`${name}=${token}`);
  assert.equal(answer.status, 401, `${what}: ${answer.text}`);
  assert.equal(answer.body.code, code, what);
};

const fresh = async () => {
  const me = await t.tenant();
  return { me, token: me.cookies.get(name), claims: claimsOf(me) };
};

test('a token signed with any key of the ring is good: keys change without signing anybody out', async () => {
  const { claims } = await fresh();
  for (const { kid, key: secret } of secrets.jwt) {
    const answer = await ask(`${name}=${sign(secrets, claims, { head: header(kid), key: secret })}`);
    assert.equal(answer.status, 200, `${kid}: ${answer.text}`);
  }
});

test('a token of ours holds no more than it must, and is short', async () => {
  const { token, claims } = await fresh();
  assert.deepEqual(Object.keys(claims).sort(), ['aud', 'exp', 'gen', 'iat', 'iss', 'sid', 'sub', 'use']);
  assert.equal(claims.exp - claims.iat, 600);
  assert.ok(token.length <= 400, `${token.length} characters`);
});

test('C6: no other algorithm, key or header is believed', async () => {
  const { claims } = await fresh();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const signed = (head, secret, options) => {
    const text = `${base64url(head)}.${base64url(claims)}`;
    return `${text}.${createSign('sha256')
      .update(text)
      .sign({ key: secret, ...options })
      .toString('base64url')}`;
  };
  const by = (head, options) => sign(secrets, claims, { head, ...options });
  const none = (head) => `${base64url(head)}.${base64url(claims)}.`;

  const tokens = {
    'alg none': none({ alg: 'none', typ: 'JWT' }),
    'alg none with kid': none({ alg: 'none', kid: 'k1', typ: 'JWT' }),
    'alg NONE with a MAC': by({ alg: 'NONE', kid: 'k1', typ: 'JWT' }),
    'alg none with a MAC': by({ alg: 'none', kid: 'k1', typ: 'JWT' }),
    HS384: by({ alg: 'HS384', kid: 'k1', typ: 'JWT' }, { hash: 'sha384' }),
    HS512: by({ alg: 'HS512', kid: 'k1', typ: 'JWT' }, { hash: 'sha512' }),
    'HS512 with the MAC of HS256': by({ alg: 'HS512', kid: 'k1', typ: 'JWT' }),
    ES256: signed({ alg: 'ES256', kid: 'k1', typ: 'JWT' }, privateKey, { dsaEncoding: 'ieee-p1363' }),
    RS256: signed({ alg: 'RS256', kid: 'k1', typ: 'JWT' }, rsa),
    'alg missing': by({ kid: 'k1', typ: 'JWT' }),
    'alg twice': by('{"alg":"HS256","alg":"HS256","kid":"k1","typ":"JWT"}'),
    'another kid': by(header('k9')),
    'a kid with ../': by(header('../../k1')),
    'the key of another kid': by(header('k2')),
    'no kid': by({ alg: 'HS256', typ: 'JWT' }),
    jwk: by({ ...header(), jwk: { kty: 'oct', k: 'AAAA' } }),
    jku: by({ ...header(), jku: 'http://127.0.0.1/keys' }),
    x5u: by({ ...header(), x5u: 'http://127.0.0.1/cert' }),
    crit: by({ ...header(), crit: ['exp'] }),
    'another order': by({ typ: 'JWT', kid: 'k1', alg: 'HS256' }),
    spaces: by('{"alg": "HS256", "kid": "k1", "typ": "JWT"}'),
    'an empty key': by(header(), { key: '' }),
    'a key of another server': by(header(), { key: key() }),
    'the refresh key': by(header(), { key: secrets.refresh[0].key }),
    'the cursor key': by(header(), { key: secrets.cursor[0].key }),
  };
  const before = await t.server.metrics();
  for (const [what, token] of Object.entries(tokens)) await refused(token, 'auth_required', what);
  const after = await t.server.metrics();
  assert.equal(after.smartstack_jwt_errors_total - before.smartstack_jwt_errors_total, Object.keys(tokens).length);
});

// many requests on one connection, which a reload would end between them
test('C7: a token with any one bit changed is refused', { skip: env.hup }, async () => {
  const { token } = await fresh();
  const request = (bytes) =>
    Buffer.concat([
      Buffer.from(`GET /api/v1/auth/session HTTP/1.1\r\nHost: t\r\nCookie: ${name}=`),
      bytes,
      Buffer.from('\r\n\r\n'),
    ]);
  const ends = [0, 10, 13]; // these end the header line: nginx itself refuses
  const whole = [];
  const broken = [];
  for (let i = 0; i < token.length; i++) {
    for (let bit = 0; bit < 8; bit++) {
      const bytes = Buffer.from(token);
      bytes[i] ^= 1 << bit;
      (ends.includes(bytes[i]) ? broken : whole).push(bytes);
    }
  }
  const close = 'GET /livez HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n';
  for (let at = 0; at < whole.length; at += 100) {
    const batch = whole.slice(at, at + 100);
    const { text } = await t.raw([Buffer.concat(batch.map(request)), close]);
    const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status);
    assert.deepEqual(statuses, [...batch.map(() => '401'), '200']);
  }
  for (const bytes of broken) {
    const { status } = await t.raw([request(bytes), close]);
    assert.ok([400, 401].includes(status), `${status}`);
  }
  assert.ok(whole.length + broken.length === token.length * 8);
});

test('C7: cut, grown, empty and padded tokens are refused', async () => {
  const { token, claims } = await fresh();
  const [head, body, mac] = token.split('.');
  const long = sign(secrets, { ...claims, pad: 'x'.repeat(2100) });
  const wrong = [
    ...Array.from({ length: token.length }, (_, i) => token.slice(0, i)),
    `${head}.${body}`,
    `${head}.${body}.`,
    `${head}..${mac}`,
    `.${body}.${mac}`,
    '..',
    '.',
    `${token}.`,
    `${token}.x`,
    `${head}.${body}.${mac}=`,
    `${head}=.${body}.${mac}`,
    `${head}.${body}==.${mac}`,
    `${token}A`,
    `A${token}`,
    `${head}. ${body}.${mac}`,
    `${head} .${body}.${mac}`,
    `"${token}"`,
    token.toUpperCase(),
    token.replaceAll('.', ','),
    `${head}.${body}.${mac}!!!!`,
    `${head}.${body}.${mac.slice(0, -1)}`,
    `${mac}.${body}.${head}`,
    long,
    'x'.repeat(2048),
    'x'.repeat(2049),
    `${'.'.repeat(2047)}`,
  ];
  for (const one of wrong) await refused(one);
});

test('C8: a token out of date is token_expired; one from the future is none', async () => {
  const { claims } = await fresh();
  await refused(sign(secrets, { ...claims, iat: now() - 601, exp: now() - 1 }), 'token_expired');
  await refused(sign(secrets, { ...claims, iat: now() + 60, exp: now() + 660 }));
  await refused(sign(secrets, { ...claims, nbf: now() + 60 }));
  const skewed = await ask(`${name}=${sign(secrets, { ...claims, iat: now() + 15, exp: now() + 615 })}`);
  assert.equal(skewed.status, 200, 'half a minute of skew is allowed');
});

test('C8: a token for something else is refused', async () => {
  const { me, claims } = await fresh();
  const wrong = {
    iss: { ...claims, iss: 'somebody' },
    aud: { ...claims, aud: 'ss-guest' },
    'aud as a list': { ...claims, aud: ['ss-api'] },
    use: { ...claims, use: 'refresh' },
    'a share link': { ...claims, aud: 'ss-share', use: 'guest' },
    'a socket ticket': { ...claims, use: 'ticket' },
    'sub that is no id': { ...claims, sub: 'admin' },
    'sub in capitals': { ...claims, sub: claims.sub.toUpperCase() },
    'gen as text': { ...claims, gen: '1' },
    'exp as text': { ...claims, exp: String(claims.exp) },
    'exp with a fraction': JSON.stringify(claims).replace(`"exp":${claims.exp}`, `"exp":${claims.exp}.5`),
    'exp with an exponent': JSON.stringify(claims).replace(`"exp":${claims.exp}`, '"exp":9e9'),
    'another claim': { ...claims, admin: true },
    'a claim twice': JSON.stringify(claims).replace('{', `{"sub":"${claims.sub}",`),
    'sub of two people': JSON.stringify(claims).replace('{', `{"sub":"${randomUUID()}",`),
    'a list': [claims],
    'an escape': JSON.stringify(claims).replace('"sub"', '"su\\u0062"'),
    'a space': JSON.stringify(claims).replace('{', '{ '),
    nothing: {},
    text: '"x"',
  };
  for (const claim of Object.keys(claims)) {
    const { [claim]: _, ...rest } = claims;
    wrong[`without ${claim}`] = rest;
  }
  for (const [what, says] of Object.entries(wrong)) await refused(sign(secrets, says), 'auth_required', what);
  await refused(me.cookies.get('__Host-ss_rt'), 'auth_required', 'the refresh token');
});

test('C8: a good signature for a session that does not exist opens nothing', async () => {
  const { claims } = await fresh();
  for (const change of [{ sid: randomUUID() }, { sub: randomUUID() }]) {
    const token = sign(secrets, { ...claims, ...change });
    const answer = await t.exchange({ path: '/api/v1/me', headers: { cookie: `${name}=${token}` } });
    assert.equal(answer.status, 401, answer.text);
    assert.equal(answer.body.code, 'session_revoked');
  }
});

test('C38: two access cookies of different values are refused, the same one twice is not', async () => {
  const { token } = await fresh();
  const other = (await fresh()).token;
  assert.equal((await ask(`${name}=${token}; ${name}=${token}`)).status, 200);
  assert.equal((await ask(`a=1; ${name}=${token}; b=2`)).status, 200);
  for (const cookie of [
    `${name}=${token}; ${name}=${other}`,
    `${name}=; ${name}=${token}`,
    `${name}=${token};x;${name}=z`,
  ]) {
    const answer = await ask(cookie);
    assert.equal(answer.status, 401, cookie);
    assert.equal(answer.body.code, 'auth_required');
  }
  const lines = [token, other].map((one) => `Cookie: ${name}=${one}\r\n`).join('');
  const split = await t.raw(`GET /api/v1/auth/session HTTP/1.1\r\nHost: t\r\nConnection: close\r\n${lines}\r\n`);
  assert.equal(split.status, 401, 'also in two headers');
});

test('C38: other names are not ours', async () => {
  const { token } = await fresh();
  for (const other of [
    'ss_at',
    '__host-ss_at',
    '__Host-ss_at2',
    'x__Host-ss_at',
    '__Secure-ss_at',
    ' __Host-ss_at x',
  ]) {
    assert.equal((await ask(`${other}=${token}`)).status, 401, other);
  }
  const bearer = await t.exchange({ path: '/api/v1/auth/session', headers: { authorization: `Bearer ${token}` } });
  assert.equal(bearer.status, 401, "the cookie's token is no bearer token");
  const query = await t.exchange({ path: `/api/v1/auth/session?${name}=${token}` });
  assert.equal(query.status, 401);
});

test('C38: too many and too large cookie headers are refused', async () => {
  const { token } = await fresh();
  const many = Array.from({ length: 40 }, (_, i) => `Cookie: c${i}=1\r\n`).join('');
  const lot = await t.raw(
    `GET /api/v1/auth/session HTTP/1.1\r\nHost: t\r\nConnection: close\r\n${many}Cookie: ${name}=${token}\r\n\r\n`,
  );
  assert.equal(lot.status, 401);
  const big = await ask(`a=${'x'.repeat(9000)}; ${name}=${token}`);
  assert.equal(big.status, 431, big.text);
  assert.equal(big.headers['content-type'], 'application/problem+json');
  assert.equal((await ask(`a=${'x'.repeat(6000)}; ${name}=${token}`)).status, 200);
});
