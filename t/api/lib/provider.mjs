// A provider of OpenID Connect (oauth2-mock-server) that asks nobody for a password:
// whoever comes is `provider.claims`. What it says can be spoiled for one sign-in.
import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { OAuth2Server } from 'oauth2-mock-server';

const b64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signs like the provider, or not like it: `alg` may be anything. */
const forge = (header, claims, key) => {
  const body = `${b64(header)}.${b64(claims)}`;
  if (header.alg === 'none') return `${body}.`;
  if (header.alg.startsWith('HS')) return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
  const options = header.alg.startsWith('ES') ? { key, dsaEncoding: 'ieee-p1363' } : { key };
  return `${body}.${sign('sha256', Buffer.from(body), options).toString('base64url')}`;
};

/** Directives that name a provider; whether it is there shows when somebody signs in. */
export const providerConfig = ({ name = 'mock', base = 'http://127.0.0.1:9', algorithm = 'RS256', lines = '', options = 'private plain' }, secretFile) =>
  `smartstack_egress ${new URL(base).host} ${options};
    smartstack_oidc ${name} {
        label "Mock provider";
        issuer ${base};
        client_id smartstack;
        client_secret_file ${secretFile};
        authorization_endpoint ${base}/authorize;
        token_endpoint ${base}/token;
        jwks_uri ${base}/jwks;
        algorithm ${algorithm};
        ${lines}
    }`;

/** { name, algorithm, port, tls: { keyFile, certFile, ca } }; nothing is verified by it but code and PKCE. */
export const startProvider = async ({ name = 'mock', algorithm = 'RS256', port = 0, tls } = {}) => {
  const server = new OAuth2Server(tls?.keyFile, tls?.certFile);
  await server.issuer.keys.generate(algorithm);
  await server.start(port, '127.0.0.1');
  const address = server.address();
  const base = `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}`;
  server.issuer.url = base;

  const provider = {
    name,
    server,
    port: address.port,
    issuer: base,
    client: 'smartstack',
    claims: { sub: 'subject-1', email: 'ann@provider.example', email_verified: true, name: 'Ann Provider' },
    tokenRequests: [],
    spoil: undefined, // ({ header, claims, key, answer }) => changes them

    /** The directives; `lines` are added to the block, `options` to the destination. */
    config: (secretFile, { lines = '', options = tls ? `private ca=${tls.ca}` : 'private plain' } = {}) =>
      providerConfig({ name, base, algorithm, lines, options }, secretFile),

    /** Signs with this key of newKey() from now on. */
    rotate: async (jwk) => {
      await server.issuer.keys.add(jwk);
      provider.kid = jwk.kid;
    },
    stop: () => server.stop(),
  };

  server.service.on('beforeTokenSigning', (token) => Object.assign(token.payload, { azp: undefined }, provider.claims));
  server.service.on('beforeResponse', (answer, request) => {
    provider.tokenRequests.push({ ...request.body });
    const token = answer.body.id_token;
    if (!token) return;
    const [head, body] = token.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url')));
    const jwk = server.issuer.keys.get(provider.kid) ?? server.issuer.keys.get();
    const parts = { header: { ...head, kid: jwk.kid }, claims: body, key: createPrivateKey({ key: jwk, format: 'jwk' }), answer };
    const { spoil } = provider;
    provider.spoil = undefined;
    spoil?.(parts);
    if (answer.body.id_token === token) answer.body.id_token = forge(parts.header, parts.claims, parts.key);
  });
  return provider;
};

/** A key for rotate(), made beforehand: that may take a while. */
export const newKey = (kid) => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid,
  alg: 'RS256',
  use: 'sig',
});

/** What the browser does at the provider: goes to the address, comes back with code and state. */
export const visit = async (url) => {
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location'));
  return { page: `${back.origin}${back.pathname}`, ...Object.fromEntries(back.searchParams) };
};
