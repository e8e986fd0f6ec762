// Every operation says what it does, for whom, and how it can end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deref, document, operations, rowSchema } from './lib/bundle.mjs';

const report = (faults) => assert.deepEqual(faults, []);
const every = (rule) => report(operations.flatMap((operation) => rule(operation).map((fault) => `${operation.name}: ${fault}`)));
const when = (condition, fault) => (condition ? [fault] : []);

const inWorkspace = (operation) => operation.extension.roles.some((role) => role === 'owner' || role === 'member');
const isPublic = (operation) => operation.extension.roles.includes('public');
const behindLink = (operation) => operation.extension.roles.some((role) => role.startsWith('link:'));
const isAdmin = (operation) => operation.extension.roles.includes('admin');
const isWrite = (operation) => operation.method !== 'get';
const takesIfMatch = (operation) =>
  Boolean(operation.extension.etag) && (operation.method === 'patch' || operation.method === 'delete');

test('every operation has a name, a summary, one known tag and x-smartstack', () => {
  const tags = document.tags.map((tag) => tag.name);
  every((operation) => [
    ...when(!/^[a-z][A-Za-z]+$/.test(operation.id ?? ''), 'operationId is not camelCase'),
    ...when(!operation.spec.summary || operation.spec.summary.endsWith('.'), 'summary missing, or ends with a full stop'),
    ...when(operation.spec.tags?.length !== 1 || !tags.includes(operation.spec.tags[0]), 'needs exactly one known tag'),
    ...when(!operation.spec['x-smartstack'], 'no x-smartstack'),
  ]);
  assert.equal(new Set(operations.map((operation) => operation.id)).size, operations.length);
});

test('x-smartstack is well-formed', () => {
  const members = ['query', 'handler', 'result', 'roles', 'pool', 'class', 'etag', 'location', 'body_max', 'scope', 'secret', 'limit'];
  const roles = ['public', 'user', 'owner', 'member', 'support', 'link:view', 'link:comment', 'link:upload', 'link:edit', 'admin'];
  every(({ extension: x, status, method, ...operation }) => [
    ...Object.keys(x)
      .filter((name) => !members.includes(name))
      .map((name) => `unknown member ${name}`),
    ...when(Boolean(x.query) === Boolean(x.handler), 'needs either a query or a handler'),
    ...when(x.query && !['one', 'list', 'none'].includes(x.result), 'a query needs result one, list or none'),
    ...when(x.handler && x.result, 'a handler has no result'),
    ...when(!Array.isArray(x.roles) || !x.roles.length || x.roles.some((role) => !roles.includes(role)), 'roles'),
    ...when(x.roles.length > 1 && !x.roles.every((role) => ['owner', 'member', 'support'].includes(role)), 'one kind of caller'),
    ...when(x.roles.includes('support') && method !== 'get', 'support only reads'),
    ...when(x.pool && !['member', 'auth', 'guest', 'admin'].includes(x.pool), 'pool'),
    ...when(x.scope && !(/^[a-z_]+:(read|write)$/.test(x.scope) && x.scope.endsWith(method === 'get' ? ':read' : ':write')), 'scope says read or write'),
    ...when(x.limit && !['mail', 'login', 'open'].includes(x.limit), 'limit'),
    ...(x.secret ?? [])
      .filter((name) => ![rowSchema({ ...operation, extension: x })?.properties[name]?.type].flat().includes('null'))
      .map((name) => `the secret ${name} is null when the answer is given again`),
    ...when(x.class && !['short', 'long'].includes(x.class), 'class'),
    ...when(x.query && (x.result === 'none') !== (status === 204 || (status === 202 && !x.location)), 'result none goes with 204, or 202'),
    ...when(Boolean(x.location) !== ([201, 202].includes(status) && Boolean(x.query) && x.result !== 'none'), 'a location goes with 201, or 202'),
    ...when(x.location && !/^(\/[a-z-]+)+\/\{id\}$/.test(x.location), 'location is /collection/{id}'),
    ...when(x.body_max && !/^\d+k$/.test(x.body_max), 'body_max'),
    ...when(method === 'patch' && !x.etag && !['user', 'public'].includes(x.roles[0]) && operation.id !== 'updatePortalMe', 'writes of a row need an etag'),
  ]);
});

test('every operation has exactly one success', () => {
  every((operation) => when(operation.success.length !== 1, operation.success.join(' ')));
});

test('every operation declares the refusals that it can meet, and no others', () => {
  every((operation) => {
    const { spec, method } = operation;
    const expected = new Set(['400', '414', '429', '431', '503', operation.success[0]]);
    if (!isPublic(operation) || 'login refreshSession'.split(' ').includes(operation.id)) expected.add('401');
    if (isWrite(operation) || inWorkspace(operation) || behindLink(operation) || isAdmin(operation)) expected.add('403');
    if (inWorkspace(operation)) expected.add('404');
    if (isWrite(operation)) ['413', '415'].forEach((status) => expected.add(status));
    if (spec.requestBody) ['408', '422'].forEach((status) => expected.add(status));
    if (operation.in('header', 'Idempotency-Key')) ['409', '422'].forEach((status) => expected.add(status));
    if (takesIfMatch(operation)) ['412', '428'].forEach((status) => expected.add(status));
    if (operation.id === 'bulkTasks') expected.add('412');
    if (method === 'get' && operation.in('header', 'If-None-Match')) expected.add('304');

    // What SQL and handlers decide: a token that is used up, an object that is not there.
    const optional = new Set(['409', '410', ...(inWorkspace(operation) ? [] : ['401', '403', '404'])]);
    const declared = Object.keys(spec.responses);
    return [
      ...[...expected].filter((status) => !declared.includes(status)).map((status) => `lacks ${status}`),
      ...declared.filter((status) => !expected.has(status) && !optional.has(status)).map((status) => `has ${status}`),
    ];
  });
});

test('every refusal is problem+json; every answer carries request id and trace', () => {
  every((operation) =>
    Object.entries(operation.spec.responses).flatMap(([status, node]) => {
      const response = deref(node);
      const types = Object.keys(response.content ?? {}).join();
      const empty = ['204', '304'].includes(status) || (status === '202' && !operation.extension.location);
      const wanted = Number(status) >= 400 ? 'application/problem+json' : empty ? '' : 'application/json';
      return [
        ...when(types !== wanted, `${status} answers "${types}", not "${wanted}"`),
        ...when(!response.headers?.['X-Request-Id'], `${status} lacks X-Request-Id`),
        ...when(!response.headers?.traceparent, `${status} lacks traceparent`),
        ...when(['429', '503'].includes(status) && !response.headers['Retry-After'], `${status} lacks Retry-After`),
      ];
    }),
  );
});

test('a 412 carries the row that the success carries', () => {
  const current = (operation) => {
    const response = deref(operation.spec.responses['412']);
    return deref(response.content['application/problem+json'].schema).properties.current.$ref;
  };
  every((operation) => {
    if (!takesIfMatch(operation)) return [];
    const sibling = operations.find((other) => other.path === operation.path && ['get', 'patch'].includes(other.method));
    const answer = deref(deref(sibling.spec.responses['200']).content['application/json'].schema);
    return when(current(operation) !== answer.properties.data.$ref, `412 with ${current(operation)}`);
  });
});

test('headers of requests follow from what the operation is', () => {
  every((operation) => {
    const header = (name) => operation.in('header', name);
    const pathTenant = operation.in('path', 'workspace_id');
    const takesKey = operation.method === 'post' && operation.extension.query && !isPublic(operation);
    return [
      ...when(!header('X-Request-Id'), 'lacks X-Request-Id'),
      ...when(!header('traceparent'), 'lacks traceparent'),
      ...when(header('SmartStack-Link') !== behindLink(operation), 'SmartStack-Link'),
      ...when(header('SmartStack-Workspace') !== (inWorkspace(operation) && !pathTenant), 'SmartStack-Workspace'),
      ...when(header('Idempotency-Key') !== Boolean(takesKey), 'Idempotency-Key'),
      ...when(
        operation.parameters.some((p) => p.name === 'Idempotency-Key' && p.required) && !takesKey,
        'requires a key that it does not take',
      ),
      ...when(header('If-Match') !== takesIfMatch(operation), 'If-Match'),
      ...when(header('If-None-Match') !== (operation.method === 'get' && Boolean(operation.extension.query)), 'If-None-Match'),
    ];
  });
});

test('headers of answers follow from what the operation is', () => {
  every((operation) => {
    const { extension: x, method } = operation;
    const headers = Object.keys(deref(operation.spec.responses[operation.success[0]]).headers ?? {});
    const wants = {
      ETag: Boolean(x.query) && (method === 'get' || (Boolean(x.etag) && x.result !== 'none')),
      Location: Boolean(x.location),
      Link: operation.in('query', 'cursor'),
      'Idempotency-Replayed': operation.in('header', 'Idempotency-Key'),
    };
    return Object.entries(wants)
      .filter(([name, wanted]) => headers.includes(name) !== wanted)
      .map(([name, wanted]) => `${wanted ? 'lacks' : 'has'} ${name}`);
  });
});

test('public operations, and no others, go without a session', () => {
  every((operation) => when((operation.spec.security?.length === 0) !== isPublic(operation), 'security and roles differ'));
});

test('lists are paged alike', () => {
  every((operation) => {
    if (operation.method !== 'get' || operation.extension.result !== 'list') return [];
    const find = (name) => operation.query.find((p) => p.name === name);
    const { limit, cursor, sort } = { limit: find('limit'), cursor: find('cursor'), sort: find('sort') };
    const values = sort?.schema.enum ?? [];
    return [
      ...when(!limit || limit.schema.maximum !== 100 || limit.schema.default !== 50, 'limit is 1 to 100, 50 by default'),
      ...when(Boolean(cursor) !== Boolean(sort), 'a cursor needs an order, and the other way round'),
      ...when(sort && !values.includes(sort.schema.default), 'sort needs a default'),
      ...values.filter((value) => !values.includes(value.startsWith('-') ? value.slice(1) : `-${value}`)).map((value) => `only one way of ${value}`),
    ];
  });
});

test('what a Location names can be read', () => {
  const readable = operations.filter((operation) => operation.method === 'get').map((operation) => operation.path.replace(/\{\w+\}$/, '{id}'));
  every((operation) => when(operation.extension.location && !readable.includes(operation.extension.location), operation.extension.location));
});

test('path parameters are ids, numbers, one of a few words or names of a pattern, and are those of the path', () => {
  every((operation) => {
    const named = [...operation.path.matchAll(/\{([a-z_]+)\}/g)].map((match) => match[1]);
    const declared = operation.parameters.filter((p) => p.in === 'path');
    return [
      ...when(String(named) !== String(declared.map((p) => p.name)), `declares ${declared.map((p) => p.name)}`),
      ...declared
        .filter((p) => p.schema.format !== 'uuid' && p.schema.type !== 'integer' && !p.schema.enum && !p.schema.pattern)
        .map((p) => `${p.name} is neither a UUID nor a number nor one of a few words nor a name of a pattern`),
    ];
  });
});

test('filters are named by field and operator', () => {
  const pattern = /^(q|types|limit|cursor|count|sort|after|from|to|filter\[[a-z_]+\](\[(in|ne|lt|lte|gt|gte|null)\])?)$/;
  every((operation) => operation.query.filter((p) => !pattern.test(p.name)).map((p) => p.name));
  every((operation) =>
    operation.query
      .filter((p) => p.name.endsWith('[null]') !== (p.name.startsWith('filter') && p.schema.type === 'boolean' && p.name !== 'filter[archived]'))
      .map((p) => `${p.name} should be a boolean, and only it`),
  );
});

test('every list with pages can be counted, no other', () => {
  every((operation) => {
    const query = (name) => operation.in('query', name);
    return when(query('cursor') !== query('count'), query('count') ? 'a count without pages' : 'pages without a count');
  });
});
