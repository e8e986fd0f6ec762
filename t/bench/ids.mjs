// Keys and access tokens of the benchmark's data, computed as data.sql does.
import { createHash, createHmac } from 'node:crypto';

export const benchId = (kind, n) => {
  const h = createHash('md5').update(`${kind}:${n}`).digest('hex').split('');
  h[12] = '4';
  h[16] = '8';
  return h.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token for a workspace's owner that outlives a long run. */
export const tokenFor = (workspace, key) => {
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'smartstack',
    aud: 'ss-api',
    use: 'access',
    sub: benchId('user', workspace),
    sid: benchId('session', workspace),
    gen: 1,
    iat,
    exp: iat + 86400,
  };
  const body = `${part({ alg: 'HS256', kid: key.kid, typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${createHmac('sha256', Buffer.from(key.key, 'base64')).update(body).digest('base64url')}`;
};
