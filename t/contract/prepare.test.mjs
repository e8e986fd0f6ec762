// PostgreSQL itself reads every statement that the module can send, under the
// role that sends it, and tells the columns: names and types must be those of
// the contract.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deref, operations, rowSchema } from './lib/bundle.mjs';
import { psql, template } from './lib/psql.mjs';
import { compose, files, number, wrapIdempotent } from './lib/sql.mjs';

const jsonTypes = {
  uuid: ['string', 'uuid'],
  text: ['string', undefined],
  'character varying': ['string', undefined],
  boolean: ['boolean'],
  smallint: ['integer'],
  integer: ['integer'],
  bigint: ['integer'],
  date: ['string', 'date'],
  'timestamp with time zone': ['string', 'date-time'],
  'text[]': ['array'],
  'uuid[]': ['array'],
  jsonb: ['any'],
  json: ['any'],
};

/** Columns of each statement as [[name, type], ...], in one psql. */
const describe = (role, statements) => {
  const script = statements.map((text) => `\\echo @@@@\n${text}\n\\gdesc\n`).join('');
  const out = psql(role, template, script);
  return out
    .split('@@@@\n')
    .slice(1)
    .map((part) =>
      part
        .split('\n')
        .filter((line) => line.includes('\t'))
        .map((line) => line.split('\t')),
    );
};

/** The statements of one operation: [label, text]. */
const statements = (operation, sql) => {
  const { extension: x, method } = operation;
  const out = [];

  if (sql.sorts.length) {
    for (const sort of sql.sorts) {
      for (const descending of [false, true]) {
        for (const after of [false, true]) {
          for (const filters of [[], sql.filters, ...sql.filters.map((filter) => [filter])]) {
            const label = `${descending ? '-' : ''}${sort.name}${after ? ' after' : ''} ${filters.map((f) => f.name)}`;
            out.push([label, compose(sql, { sort, descending, after, filters })]);
          }
        }
      }
    }
  } else {
    out.push(['main', sql.main]);
    if (sql.current.trim()) out.push(['current', sql.current]);
    if (method === 'post' && operation.in('header', 'Idempotency-Key')) {
      out.push(['idempotent', wrapIdempotent(sql, { etag: x.etag, list: x.result === 'list', secrets: x.secret })]);
    }
  }
  return out.map(([label, text]) => [label, number(text).text]);
};

/** The properties of a row of several kinds: each may be what any kind says. */
const propertiesOf = ({ oneOf, properties }) => {
  if (!oneOf) return properties;
  const all = {};
  for (const [name, node] of oneOf.flatMap((kind) => Object.entries(deref(kind).properties))) {
    const { type = [], format } = all[name] ?? {};
    all[name] = { type: [...type, ...[deref(node).type].flat()], format: deref(node).format ?? format };
  }
  return all;
};

const faults = (columns, schema) => {
  const visible = columns.filter(([name]) => !name.startsWith('~'));
  const names = visible.map(([name]) => name);
  const properties = propertiesOf(schema);
  const wanted = Object.keys(properties);
  return [
    ...names.filter((name) => !wanted.includes(name)).map((name) => `${name} is not in the contract`),
    ...wanted.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
    ...visible
      .filter(([name]) => wanted.includes(name))
      .flatMap(([name, type]) => {
        const [json, format] = jsonTypes[type] ?? [];
        const node = deref(properties[name]);
        const types = [node.type].flat();
        if (!json) return [`${name} is ${type}, which has no JSON form`];
        if (json === 'any') return types.some((t) => t === 'object' || t === 'array' || t === undefined) ? [] : [`${name} is ${type}`];
        if (!types.includes(json)) return [`${name} is ${type}, declared ${types}`];
        if (['uuid', 'date', 'date-time'].some((f) => (f === format) !== (f === node.format))) return [`${name} is ${type}, format ${node.format}`];
        return [];
      }),
  ];
};

// The pool of a caller, and the role that it logs in as.
const loginRole = ({ extension: x }) => {
  const [role] = x.roles;
  const usual = role.startsWith('link:') ? 'guest' : { public: 'auth', admin: 'admin' }[role];
  return { member: 'ss_app', auth: 'ss_auth', guest: 'ss_guest', admin: 'ss_admin' }[x.pool ?? usual ?? 'member'];
};
const beginRoles = { begin_public: 'ss_auth', begin_guest: 'ss_guest', begin_admin: 'ss_admin' };

const sqlFiles = files();

for (const operation of operations.filter((op) => op.extension.query)) {
  test(operation.extension.query, () => {
    const sql = sqlFiles.get(operation.extension.query);
    const list = statements(operation, sql);
    const role = loginRole(operation);
    const columns = describe(role, list.map(([, text]) => text));
    assert.equal(columns.length, list.length);

    // The row of a 204 is never shown; that of its 412 is.
    const sibling = operations.find((op) => op.path === operation.path && ['get', 'patch'].includes(op.method) && op !== operation);
    const schema = rowSchema(operation);

    list.forEach(([label], i) => {
      if (!schema && label !== 'current') return;
      assert.deepEqual(faults(columns[i], schema ?? rowSchema(sibling)), [], label);
      const { etag } = operation.extension;
      if (etag) assert.ok(columns[i].some(([name]) => name === etag), `${label} has no ${etag}`);
    });
  });
}

const queries = new Set(operations.map((operation) => operation.extension.query));
const own = [
  ['auth', 'ss_auth'],
  ['request', 'ss_app'],
  ['mail', 'ss_worker'],
  ['oidc', 'ss_auth'],
  ['jobs', 'ss_worker'],
];

for (const [folder, role] of own) {
  test(`statements of the module itself: ${folder}`, () => {
    for (const [name, sql] of sqlFiles) {
      if (!name.startsWith(`${folder}/`) || queries.has(name)) continue;
      const [columns] = describe(beginRoles[name.split('/')[1]] ?? role, [number(sql.main).text]);
      for (const [column, type] of columns) assert.ok(type === 'void' || jsonTypes[type], `${name}: ${column} is ${type}`);
      if (folder === 'jobs') assert.match(columns[0][1], /^(integer|bigint)$/, `${name}: no count`);
    }
  });
}
