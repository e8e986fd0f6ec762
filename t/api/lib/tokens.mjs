// Access tokens made by the tests, with the server's own keys or without.
import { createHmac } from 'node:crypto';

export const base64url = (value) =>
  Buffer.from(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString(
    'base64url',
  );

export const now = () => Math.floor(Date.now() / 1000);

/** What a token of this client says. */
export const claimsOf = (client) =>
  JSON.parse(Buffer.from(client.cookies.get('__Host-ss_at').split('.')[1], 'base64url'));

export const header = (kid = 'k1') => ({ alg: 'HS256', kid, typ: 'JWT' });

/** Signs with a key of the secrets; header and claims may be objects or JSON texts. */
export const sign = (secrets, claims, { head = header(), key = secrets.jwt[0].key, hash = 'sha256' } = {}) => {
  const signed = `${base64url(head)}.${base64url(claims)}`;
  return `${signed}.${createHmac(hash, Buffer.from(key, 'base64')).update(signed).digest('base64url')}`;
};
