// A client of the API with its own cookies; every answer is held against the contract.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { env, sleep } from './env.mjs';
import { exchange, newAgent } from './http.mjs';

const requestIdShape = /^[0-9A-Za-z._-]{8,128}$/;
const traceShape = /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]$/;

/** Control C36: what every answer carries, whatever it is. */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
};

export const checkHeaders = (what, { headers }) => {
  for (const [name, value] of Object.entries(securityHeaders)) assert.equal(headers[name], value, `${what}: ${name}`);
};

export class Client {
  constructor(server, contract) {
    this.server = server;
    this.contract = contract;
    this.cookies = new Map();
    this.origin = `http://127.0.0.1:${server.port}`;
    this.workspace = undefined;
    this.agent = newAgent();
  }

  /** Another client of the same person: same cookies and workspace from here on. */
  clone() {
    const copy = new Client(this.server, this.contract);
    copy.cookies = new Map(this.cookies);
    copy.workspace = this.workspace;
    copy.user = this.user;
    copy.link = this.link;
    return copy;
  }

  headers(method, options) {
    const headers = {};
    // where buckets are counted by address, a request comes from where the test says
    if (this.server.address) headers['x-forwarded-for'] = this.server.address();
    if (method !== 'GET' && method !== 'HEAD') headers.origin = this.origin;
    if (this.cookies.size) headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (this.workspace) headers['smartstack-workspace'] = this.workspace;
    if (this.link) headers['smartstack-link'] = this.link;
    if (this.authorization) headers.authorization = this.authorization;
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value === null) delete headers[name.toLowerCase()];
      else headers[name.toLowerCase()] = value;
    }
    return headers;
  }

  /**
   * path is under /api/v1 unless it starts with "//" (then from the root). A
   * header of null is left out. `raw` is sent as it is, `body` as JSON.
   */
  async api(method, path, options = {}) {
    const full = path.startsWith('//') ? path.slice(1) : `${this.contract.base}${path}`;
    const headers = this.headers(method, options);
    let body = options.raw;
    if (body === undefined && options.body !== undefined) {
      body = JSON.stringify(options.body);
      headers['content-type'] ??= 'application/json';
    }
    if (body !== undefined && !('transfer-encoding' in headers)) headers['content-length'] ??= Buffer.byteLength(body);

    if (env.hup) await this.hup();
    const answer = await exchange(this.server.port, { ...options, method, path: full, headers, body, agent: this.agent });

    this.keepCookies(answer.setCookie);
    if (options.check !== false) this.check(method, full, answer);
    return answer;
  }

  /** In reload mode nginx gets a HUP before the request, at most ten a second. */
  async hup() {
    const now = Date.now();
    if (now - (this.server.lastHup ?? 0) < 100) return;
    this.server.lastHup = now;
    this.server.reload();
    await sleep(2);
  }

  check(method, path, answer) {
    if (path.startsWith(`${this.contract.base}/`)) {
      const id = answer.headers['x-request-id'];
      assert.match(id ?? '', requestIdShape, `${method} ${path}: X-Request-Id "${id}"`);
      const trace = answer.headers.traceparent;
      assert.match(trace ?? '', traceShape, `${method} ${path}: traceparent "${trace}"`);
      assert.ok(answer.status < 500 || answer.status === 503, `${method} ${path}: ${answer.status} ${answer.text}`);
      checkHeaders(`${method} ${path}`, answer);
    }
    this.contract.check(method, path, answer);
  }

  keepCookies(lines) {
    for (const line of lines) {
      const [pair, ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      const gone = attributes.some((a) => /^max-age=0$/i.test(a) || /^expires=thu, 01.jan.1970/i.test(a));
      if (gone) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(at + 1));
    }
  }

  get(path, options) {
    return this.api('GET', path, options);
  }

  post(path, body, options = {}) {
    return this.api('POST', path, { ...options, body });
  }

  /** PATCH with If-Match: rev is a number or a full ETag; leave it out to send none. */
  put(path, body, options = {}) {
    return this.api('PUT', path, { ...options, body });
  }

  patch(path, body, rev, options = {}) {
    return this.api('PATCH', path, { ...options, body, headers: { ...ifMatch(rev), ...options.headers } });
  }

  delete(path, rev, options = {}) {
    return this.api('DELETE', path, { ...options, headers: { ...ifMatch(rev), ...options.headers } });
  }
}

const ifMatch = (rev) => {
  if (rev === undefined) return {};
  return { 'if-match': typeof rev === 'number' ? `"r${rev}"` : rev };
};

export const newEmail = () => `u${randomBytes(6).toString('hex')}@example.com`;

export const password = 'correct horse battery staple';

const quote = (text) => (text === undefined ? 'null' : `'${text.replaceAll("'", "''")}'`);

// Hashing is the slow part of an account, and mails are limited: each password is
// hashed once a server, by a registration that is taken back.
const hashes = new WeakMap();

const hashOf = async (server, contract, database, word) => {
  if (!hashes.has(server)) hashes.set(server, new Map());
  const known = hashes.get(server);
  if (!known.has(word)) {
    known.set(
      word,
      (async () => {
        const email = newEmail();
        const client = new Client(server, contract);
        const answer = await client.post('/auth/register', { email, name: 'Nobody', password: word });
        assert.equal(answer.status, 202, answer.text);
        const made = await database.sql(
          `with mail as (delete from app.mail_outbox where recipient = '${email}'),
                gone as (delete from auth.registrations where email = '${email}' returning *)
           select password_hash || ' ' || pepper_id from gone`,
        );
        assert.ok(made, 'the registration was kept');
        return made.split(' ');
      })(),
    );
  }
  return known.get(word);
};

/** A person with a proven address and a workspace; a client that is signed in and works there. */
export const register = async (server, contract, database, fields = {}) => {
  const client = new Client(server, contract);
  const account = { email: newEmail(), name: 'Test Person', password, ...fields };
  const [hash, pepper] = await hashOf(server, contract, database, account.password);
  await database.sql(
    `with person as (select app.uuid7() as id)
     select auth.create_person(id, app.uuid7(), ${quote(account.email)}, ${quote(account.name)}, ${quote(account.workspace_name)})
       from person;
     insert into auth.credentials (user_id, password_hash, pepper_id)
     select id, '${hash}', '${pepper}' from app.users where email = lower(${quote(account.email)})`,
  );
  const answer = await client.post('/auth/login', { email: account.email, password: account.password });
  assert.equal(answer.status, 200, answer.text);

  client.user = answer.body.data;
  client.account = account;
  client.workspace = client.user.workspaces[0].id;
  return client;
};
