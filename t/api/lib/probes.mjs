// Operations that show who the database takes the caller for, added to a copy of
// the contract, and keys and links of the test's own to come in with.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { env } from './env.mjs';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const letters = (n) => Array.from(randomBytes(n), (byte) => digits[byte % 62]).join('');

/** An API key as the module would make it. */
export const newApiKey = () => {
  const text = `ss_live_${letters(30)}`;
  let crc = crc32(text);
  let check = '';
  for (let i = 0; i < 6; i++) {
    check = digits[crc % 62] + check;
    crc = Math.floor(crc / 62);
  }
  return text + check;
};

export const newToken = () => randomBytes(32).toString('base64url');
export const digest = (text) => `'\\x${createHash('sha256').update(text).digest('hex')}'`;

const settings = ['workspace_id', 'user_id', 'session_id', 'request_id', 'role', 'ip_prefix', 'actor_kind', 'scope', 'key_id', 'link_id', 'guest_id', 'user_agent'];
const columns = settings.map((name) => `nullif(current_setting('app.${name}', true), '') as ${name}`).join(',\n       ');
const seen = `-- Who the database takes the caller for.\nselect current_user::text as login, ${columns}\n`;

const text = { type: ['string', 'null'] };
const seenSchema = Object.fromEntries(['login', ...settings].map((name) => [name, text]));

const operation = (id, extension, properties, parameters = []) => ({
  operationId: id,
  'x-smartstack': extension,
  parameters: parameters.map((name) => ({ name, in: 'header', schema: { type: 'string' } })),
  responses: {
    200: {
      description: 'Done.',
      content: { 'application/json': { schema: { type: 'object', properties: { data: { type: 'object', additionalProperties: false, properties }, meta: {} } } } },
    },
  },
});

const see = (id, roles, more = {}) => operation(id, { query: `probe/${id}`, result: 'one', roles, ...more }, seenSchema);

export const probes = {
  public: { get: see('public', ['public']), post: see('publicPost', ['public']) },
  user: { get: see('user', ['user']) },
  'user-auth': { get: see('userAuth', ['user'], { pool: 'auth' }) },
  owner: { get: see('owner', ['owner'], { scope: 'probes:read' }) },
  member: {
    get: see('member', ['owner', 'member'], { scope: 'probes:read' }),
    post: see('memberPost', ['owner', 'member'], { scope: 'probes:write' }),
  },
  'no-key': { get: see('noKey', ['owner', 'member']) },
  admin: { get: see('admin', ['admin']) },
  'link-view': { get: see('linkView', ['link:view']) },
  'link-comment': { post: see('linkComment', ['link:comment']) },
  'link-upload': { post: see('linkUpload', ['link:upload']) },
  'link-edit': { post: see('linkEdit', ['link:edit']) },
  secret: {
    post: operation(
      'secret',
      { query: 'probe/secret', result: 'one', roles: ['user'], secret: ['token', 'api_key'] },
      Object.fromEntries(['id', 'token', 'token_2', 'api_key', 'code', 'ip_prefix', 'agent'].map((name) => [name, text])),
    ),
  },
  login: { post: see('tryLogin', ['public'], { limit: 'login' }) },
  mail: { post: see('tryMail', ['public'], { limit: 'mail' }) },
  open: { post: see('tryOpen', ['public'], { limit: 'open' }) },
  gone: { post: see('gone', ['public']) },
};

const sql = {
  secret: `-- One of each secret.
select :new_id::uuid as id, :new_token::text as token, :new_token_2::text as token_2, :new_api_key::text as api_key,
       :new_code::text as code, :caller_ip_prefix::text as ip_prefix, :caller_agent::text as agent
`,
  gone: "-- Used up.\nselect app.fail(410, 'token_used', 'This was used before.')::text as login\n",
};

/** Options for suite(): the contract with the probes, their files, and the tables behind them. */
export const withProbes = (dir) => {
  const contract = JSON.parse(readFileSync(env.contract, 'utf8'));
  cpSync(env.sql, join(dir, 'sql'), { recursive: true });
  mkdirSync(join(dir, 'sql/probe'));
  const refused = contract.paths['/clients/{client_id}'].patch.responses[422];
  for (const [path, item] of Object.entries(probes)) {
    contract.paths[`/probe/${path}`] = item;
    for (const { operationId, responses } of Object.values(item)) {
      for (const status of [400, 401, 403, 404, 409, 410, 422, 429, 503]) responses[status] = refused;
      writeFileSync(join(dir, `sql/probe/${operationId}.sql`), sql[operationId] ?? seen);
    }
  }
  writeFileSync(join(dir, 'openapi.json'), JSON.stringify(contract));
  return { contract: join(dir, 'openapi.json'), sql: join(dir, 'sql'), prepareDatabase };
};

// Functions in the place of the product's own: here it is about what the module asks.
const prepareDatabase = (database) =>
  database.sql(`
    create schema probe;
    create table probe.keys (hash bytea, workspace_id uuid, user_id uuid, roles int, scopes text[], revoked boolean default false);
    create table probe.links (hash bytea, link uuid, guest uuid, permission int);
    drop function if exists app.find_key(bytea), app.begin_key(bytea, uuid, int, text, text, text, inet),
        app.begin_guest(bytea, uuid, int, text, text);
    create function app.find_key(p_hash bytea) returns table (workspace_id uuid, user_id uuid)
    language sql security definer as $$
        select k.workspace_id, k.user_id from probe.keys k where k.hash = p_hash $$;
    create function app.begin_key(p_hash bytea, p_workspace uuid, p_roles int, p_scope text, p_request_id text, p_ip_prefix text, p_address inet)
    returns text language plpgsql security definer as $$
    declare k probe.keys;
    begin
        select x.* into k from probe.keys x where x.hash = p_hash;
        if k.revoked then
            perform app.fail(401, 'key_revoked', 'This key has ended.');
        elsif k.workspace_id is distinct from p_workspace then
            perform app.fail(404, 'not_found', 'There is nothing at this address.');
        elsif k.roles & p_roles = 0 then
            perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
        elsif p_scope <> all (k.scopes) then
            perform app.fail(403, 'scope_missing', 'This key does not hold the scope.');
        end if;
        perform set_config('app.workspace_id', k.workspace_id::text, true), set_config('app.user_id', k.user_id::text, true),
                set_config('app.actor_kind', 'key', true), set_config('app.request_id', p_request_id, true),
                set_config('app.ip_prefix', p_ip_prefix, true), set_config('app.scope', 'all', true);
        return 'key';
    end $$;
    create function app.begin_guest(p_session_hash bytea, p_link uuid, p_permissions int, p_request_id text, p_ip_prefix text)
    returns text language plpgsql security definer as $$
    declare l probe.links;
    begin
        select x.* into l from probe.links x where x.hash = p_session_hash and x.link = p_link;
        if not found then
            perform app.fail(401, 'session_revoked', 'This link has ended.');
        elsif l.permission & p_permissions = 0 then
            perform app.fail(403, 'permission_missing', 'The link does not permit this.');
        end if;
        perform set_config('app.link_id', l.link::text, true), set_config('app.guest_id', l.guest::text, true),
                set_config('app.actor_kind', 'client', true), set_config('app.request_id', p_request_id, true),
                set_config('app.ip_prefix', p_ip_prefix, true);
        return 'view';
    end $$;
    grant execute on function app.find_key(bytea), app.begin_key(bytea, uuid, int, text, text, text, inet) to ss_app;
    grant execute on function app.begin_guest(bytea, uuid, int, text, text) to ss_guest;`);

/** A key of this person's workspace; headers to send with it. */
export const issueKey = async (t, owner, { roles = 3, scopes = ['probes:read', 'probes:write'] } = {}) => {
  const key = newApiKey();
  const list = scopes.map((scope) => `'${scope}'`);
  await t.sql(`insert into probe.keys values (${digest(key)}, '${owner.workspace}', '${owner.user.id}', ${roles}, array[${list}]::text[])`);
  return { key, headers: { authorization: `Bearer ${key}` } };
};

/** A guest who has opened a link; a client with its cookie, and the headers to send. */
export const openLink = async (t, permission) => {
  const [token, link, guest] = [newToken(), randomUUID(), randomUUID()];
  await t.sql(`insert into probe.links values (${digest(token)}, '${link}', '${guest}', ${permission})`);
  const client = t.client();
  client.cookies.set('__Host-ss_gs', token);
  return { client, link, guest, token, headers: { 'smartstack-link': link } };
};
