// Contract and SQL files name each other's parts exactly: no operation without
// its file, no file without use, no parameter that one side does not know.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deref, operations } from './lib/bundle.mjs';
import { files, parameters, topLevelClauses } from './lib/sql.mjs';

const builtin = new Map(
  Object.entries({
    caller_user: 'uuid',
    caller_session: 'uuid',
    workspace: 'uuid',
    caller_ip_prefix: 'text',
    caller_address: 'inet',
    caller_agent: 'text',
    link: 'uuid',
    new_token: 'text',
    new_token_2: 'text',
    new_api_key: 'text',
    new_code: 'text',
    new_id: 'uuid',
    new_id_2: 'uuid',
    new_id_3: 'uuid',
    if_rev: 'int',
    limit: 'int',
    body: 'jsonb',
    request_id: 'text',
    trace_id: 'text',
  }),
);
// What the module itself calls; it binds these parameters by name.
const handlers = {
  'request/begin': 'caller_session caller_user workspace roles request_id caller_ip_prefix trace_id',
  'request/begin_admin': 'caller_session caller_user request_id caller_ip_prefix trace_id',
  'request/begin_public': 'request_id caller_ip_prefix caller_agent trace_id',
  'request/begin_guest': 'session_hash link permissions request_id caller_ip_prefix trace_id',
  'request/begin_key': 'key_hash workspace roles scope request_id caller_ip_prefix caller_address trace_id',
  'request/find_key': 'key_hash',
  'request/begin_idempotent': 'idempotency_key request_hash operation',
  'request/replay_idempotent': 'idempotency_key',
  'request/check_deployment': '',
  'request/begin_job': 'job',
  'mail/claim': 'max',
  'mail/finish': 'id attempt outcome error',
  'links/find': 'token session caller_ip_prefix',
  'links/try': 'token session caller_ip_prefix',
  'links/refuse': 'link_id caller_ip_prefix caller_agent',
  'links/open': 'link_id token session new_session name email code caller_ip_prefix caller_agent',
  'links/preview': 'link_id session new_session',
  'links/set_password': 'password_hash pepper_id workspace link_id',
  'oidc/start': 'browser state provider nonce verifier return_to',
  'oidc/start_link': 'browser state provider nonce verifier return_to',
  'oidc/take': 'browser state provider',
  'oidc/sign_in': 'issuer subject provider email name new_user workspace_id session_id device',
  'oidc/link': 'issuer subject provider email user_id session_id',
  'auth/register': 'email name workspace_name password_hash pepper_id new_token device',
  'auth/verify_email': 'token user_id workspace_id session_id device',
  'auth/find_invited': 'token',
  'auth/register_invited': 'user_id session_id token name password_hash pepper_id remember device',
  'auth/find_login': 'email subject device',
  'auth/sign_in': 'user_id session_id remember device subject new_hash new_pepper',
  'auth/refuse_login': 'user_id step registration new_token',
  'auth/find_second_factor': 'user_id since subject',
  'auth/second_sign_in': 'user_id session_id remember device subject step recovery_code resealed',
  'auth/redeem_magic_link': 'token session_id remember device',
  'auth/find_reset': 'token',
  'auth/reset_password': 'token password_hash pepper_id',
  'auth/may_change_password': '',
  'auth/change_password': 'password_hash pepper_id',
  'auth/find_own_password': 'subject',
  'auth/prove_session': 'subject',
  'auth/start_totp': 'secret',
  'auth/find_totp': 'subject',
  'auth/confirm_totp': 'step subject',
  'auth/rotate_session': 'session_id generation device',
  'auth/close_session': 'session_id user_id',
  'auth/end_all_sessions': '',
  'auth/close_account': '',
};
const engineParameters = ['limit', 'cursor', 'sort', 'count'];

const isJob = (name) => name.startsWith('jobs/');

const sqlFiles = files();
const queries = operations.filter((operation) => operation.extension.query);
const sqlOf = (operation) => sqlFiles.get(operation.extension.query);
const report = (faults) => assert.deepEqual(faults, []);
const each = (rule) => report(queries.filter(sqlOf).flatMap((operation) => rule(operation, sqlOf(operation)).map((fault) => `${sqlOf(operation).file}: ${fault}`)));
const when = (condition, fault) => (condition ? [fault] : []);

const sources = (sql) => [sql.main, sql.current, ...sql.filters.map((filter) => filter.condition), ...sql.sorts.flatMap((sort) => sort.keys.map((key) => key.expr))];
const members = (operation) => Object.keys(operation.body?.properties ?? {});

test('every query has its file, and every file its query or handler', () => {
  report(queries.filter((operation) => !sqlOf(operation)).map((operation) => `${operation.id}: no ${operation.extension.query}`));
  const used = new Set([...queries.map((operation) => operation.extension.query), ...Object.keys(handlers)]);
  report([...sqlFiles.keys()].filter((name) => !used.has(name) && !isJob(name)));
  report(Object.keys(handlers).filter((name) => !sqlFiles.has(name)));
});

test('every file says what it does, and holds one statement without a semicolon', () => {
  report(
    [...sqlFiles.values()].flatMap((sql) => [
      ...when(sql.comment.trim().length < 10, `${sql.file}: no comment on top`),
      ...when(/;\s*$/m.test(sql.main + sql.current), `${sql.file}: a semicolon`),
    ]),
  );
});

test('a job says how often it runs, and asks for nothing', () => {
  report(
    [...sqlFiles].flatMap(([name, sql]) => [
      ...when(isJob(name) !== Boolean(sql.every), `${sql.file}: every ${sql.every}`),
      ...when(isJob(name) && parameters(sql.main).length, `${sql.file}: has parameters`),
    ]),
  );
});

test('the module finds the parameters that it binds', () => {
  for (const [name, expected] of Object.entries(handlers)) {
    assert.deepEqual([...new Set(parameters(sqlFiles.get(name).main).map((p) => p.name))], expected.split(' ').filter(Boolean), name);
  }
});

test('every parameter carries its type, and one type only', () => {
  report(
    [...sqlFiles.values()].flatMap((sql) => {
      const types = new Map();
      return sources(sql)
        .flatMap(parameters)
        .filter(({ name }) => name !== 'value')
        .flatMap(({ name, type }) => {
          const before = types.get(name) ?? type;
          types.set(name, type);
          return when(!type || before !== type, `${sql.file}: ${name} is ${before} and ${type}`);
        });
    }),
  );
});

test('every parameter of a statement comes from somewhere', () => {
  each((operation, sql) =>
    [sql.main, sql.current].flatMap(parameters).flatMap(({ name, type }) => {
      const has = name.match(/^has_(.+)$/)?.[1];
      if (has) return when(!members(operation).includes(has) || type !== 'bool', `:${name}::${type}`);
      if (operation.in('path', name)) return [];
      if (operation.query.some((p) => p.name === name) && name !== 'limit') return [];
      if (members(operation).includes(name)) return when(builtin.get(name) === type, `${name} is a member and built in`);
      return when(builtin.get(name) !== type, `nothing gives :${name}::${type}`);
    }),
  );
});

test('every parameter and member of the contract is used', () => {
  each((operation, sql) => {
    const used = new Set([sql.main].flatMap(parameters).map((p) => p.name));
    const filters = new Set(sql.filters.map((filter) => filter.name));
    const wholeBody = parameters(sql.main).some((p) => p.name === 'body' && p.type === 'jsonb');
    return [
      ...operation.parameters
        .filter((p) => p.in === 'path' && !used.has(p.name) && p.name !== 'workspace_id')
        .map((p) => `does not use {${p.name}}`),
      ...operation.query
        .filter((p) => !engineParameters.includes(p.name) && !used.has(p.name) && !filters.has(p.name))
        .map((p) => `does not use ${p.name}`),
      ...members(operation)
        .filter((name) => !wholeBody && !used.has(name))
        .map((name) => `does not use /${name}`),
      ...[...filters].filter((name) => !operation.in('query', name)).map((name) => `filters by ${name}`),
    ];
  });
});

test('a member of a patch that may be null is told from an absent one', () => {
  each((operation, sql) => {
    if (operation.method !== 'patch') return [];
    const used = new Set(parameters(sql.main).map((p) => p.name));
    if (parameters(sql.main).some((p) => p.type === 'jsonb')) return [];
    return Object.entries(operation.body.properties)
      .filter(([name, schema]) => [deref(schema).type].flat().includes('null') && !used.has(`has_${name}`))
      .map(([name]) => `:has_${name}`);
  });
});

test('types of parameters fit the contract', () => {
  const fits = {
    uuid: (s) => s.format === 'uuid',
    date: (s) => s.format === 'date',
    timestamptz: (s) => s.format === 'date-time',
    bool: (s) => s.type === 'boolean',
    int: (s) => [s.type].flat().includes('integer') && s.maximum <= 2147483647,
    int2: (s) => [s.type].flat().includes('integer') && s.maximum <= 32767,
    bigint: (s) => [s.type].flat().includes('integer'),
    text: (s) => [s.type].flat().includes('string') && !s.format?.match(/uuid|date/),
    jsonb: (s) => ['object', 'array'].includes(s.type),
  };
  const wrong = (schema, type) => {
    const node = deref(schema);
    if (type.endsWith('[]')) return node.type !== 'array' || wrong(node.items, type.slice(0, -2));
    return !fits[type]?.(node);
  };
  each((operation, sql) => {
    const sourcesOf = new Map([
      ...operation.parameters.map((p) => [p.name, p.schema]),
      ...Object.entries(operation.body?.properties ?? {}),
    ]);
    const plain = [sql.main, sql.current].flatMap(parameters).filter(({ name }) => sourcesOf.has(name) && name !== 'limit');
    const filters = sql.filters.flatMap((filter) => parameters(filter.condition).map(({ type }) => ({ name: filter.name, type })));
    return [...plain, ...filters]
      .filter(({ name, type }) => wrong(sourcesOf.get(name), type))
      .map(({ name, type }) => `${name} as ${type}`);
  });
});

test('orders are those of the contract and end with a unique key', () => {
  each((operation, sql) => {
    const sort = operation.query.find((p) => p.name === 'sort');
    const offered = [...new Set((sort?.schema.enum ?? []).map((value) => value.replace(/^-/, '')))].sort();
    return [
      ...when(String(offered) !== String(sql.sorts.map((s) => s.name).sort()), `orders by ${sql.sorts.map((s) => s.name)}`),
      ...sql.sorts.filter((s) => !/\b(id|seq|rev)$/.test(s.keys.at(-1).expr)).map((s) => `${s.name} does not end with a unique key`),
    ];
  });
});

test('lists that the module composes end with their condition', () => {
  each((operation, sql) => {
    const clauses = topLevelClauses(sql.main);
    const isList = operation.extension.result === 'list' && operation.method === 'get';
    if (sql.sorts.length) return when(String(clauses) !== 'where', `clauses: ${clauses}`);
    return [
      ...when(sql.filters.length, 'filters without an order'),
      ...when(isList && !/limit\s+:limit::int\s*$/.test(sql.main), 'lacks limit :limit::int'),
    ];
  });
});

test('a write under If-Match compares rev and can show the present row', () => {
  each((operation, sql) => {
    const locked = operation.in('header', 'If-Match');
    const uses = parameters(sql.main).some((p) => p.name === 'if_rev');
    return [...when(locked !== uses, ':if_rev'), ...when(locked !== Boolean(sql.current.trim()), '--: current')];
  });
});
