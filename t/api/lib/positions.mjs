// Every place of an operation's input where an id stands, and requests to try
// them with: read from the contract, so that a new operation is covered by itself.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const isId = (schema) => schema.format === 'uuid';

/** Schema -> [{ pointer, set(body, id) }], alternatives and list items included. */
const idsIn = (contract, schema, pointer = '', get = (body) => body) => {
  const { node } = contract.resolve(schema);
  const found = [];
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    const at = contract.resolve(property).node;
    const here = `${pointer}/${name}`;
    if (isId(at))
      found.push({
        pointer: here,
        name,
        set: (body, id) => {
          get(body)[name] = id;
        },
      });
    else if (at.properties) found.push(...idsIn(contract, at, here, (body) => get(body)[name]));
    else if (at.items && isId(contract.resolve(at.items).node))
      found.push({
        pointer: `${here}/0`,
        name,
        set: (body, id) => {
          get(body)[name] = [id];
        },
      });
    else if (at.items) found.push(...idsIn(contract, at.items, `${here}/0`, (body) => get(body)[name][0]));
  }
  return found;
};

const alternatives = (contract, schema) => {
  const { node } = contract.resolve(schema);
  return node.oneOf ? node.oneOf.map((one) => contract.resolve(one).node) : [node];
};

/** The smallest valid value; ids by the name of their member. */
const smallest = (contract, schema, ids, name) => {
  const { node } = contract.resolve(schema);
  if ('const' in node) return node.const;
  if (node.enum) return node.enum[0];
  if (isId(node)) {
    assert.ok(ids[name], `no id to put into a member called "${name}"`);
    return ids[name];
  }
  const type = [].concat(node.type)[0];
  if (type === 'object') {
    return Object.fromEntries(
      (node.required ?? []).map((key) => [key, smallest(contract, node.properties[key], ids, key)]),
    );
  }
  if (type === 'array') return [smallest(contract, node.items, ids, name)];
  if (type === 'integer') return node.minimum ?? 0;
  if (type === 'boolean') return false;
  if (name === 'password') return 'correct horse battery staple';
  if (node.format === 'date-time') return '2099-01-01T00:00:00Z';
  if (node.format === 'email') return `${randomUUID()}@example.com`;
  if (node.pattern && ids[name]) return ids[name];
  const fixed = /^\^\[(\w)-.*\]\{(\d+)\}\$$/.exec(node.pattern ?? '');
  if (fixed) return fixed[1].repeat(Number(fixed[2]));
  return 'x'.repeat(Math.max(node.minLength ?? 1, 1));
};

/** Bodies for an operation, each with its id positions; [] when it takes none. */
export const bodies = (contract, operation, ids) => {
  const schema = operation.spec.requestBody?.content['application/json'].schema;
  if (!schema) return [];
  const { node } = contract.resolve(schema);
  const list = Object.entries(node.properties ?? {}).find(([, value]) => contract.resolve(value).node.items?.$ref);

  if (!list) {
    return [{ body: () => smallest(contract, node, ids), positions: idsIn(contract, node) }];
  }
  const [member, { items }] = [list[0], contract.resolve(list[1]).node];
  return alternatives(contract, items).map((item) => ({
    body: () => ({ ...smallest(contract, { ...node, required: [] }, ids), [member]: [smallest(contract, item, ids)] }),
    positions: idsIn(contract, item, `/${member}/0`, (body) => body[member][0]),
  }));
};

/** Path of an operation with its parameters filled in. */
export const pathOf = (operation, values) =>
  operation.path.replace(/\{(\w+)\}/g, (_, name) => {
    assert.ok(name in values, `${operation.id}: no value for {${name}}`);
    return values[name];
  });

/** Names of the path parameters that are ids. */
export const idParameters = (operation, where) =>
  operation.parameters.filter((p) => p.in === where && isId(p.schema.items ?? p.schema)).map((p) => p.name);

/** Query parameters that must be there, with a value. */
export const requiredQuery = (operation) =>
  operation.parameters.filter((p) => p.in === 'query' && p.required).map((p) => `${p.name}=1`);

/** Headers that must be there, but for If-Match. */
export const requiredHeaders = (operation) =>
  operation.parameters.some((p) => p.name === 'Idempotency-Key' && p.required) ? { 'idempotency-key': randomUUID() } : {};

export const inWorkspace = ({ extension }) =>
  (extension.roles ?? []).some((role) => role === 'owner' || role === 'member');
