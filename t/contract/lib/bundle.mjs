// The bundled contract, flattened for checks: operations with their parameters
// resolved, and a walk over every schema.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const document = JSON.parse(readFileSync(join(root, 'build/openapi.json'), 'utf8'));

const methods = ['get', 'put', 'post', 'patch', 'delete'];

export const deref = (node) => {
  let found = node;
  while (found?.$ref) {
    const [hash, ...parts] = found.$ref.split('/');
    if (hash !== '#') throw new Error(`a reference out of the bundle: ${found.$ref}`);
    const ref = found.$ref;
    found = parts.reduce((at, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);
    if (found === undefined) throw new Error(`nothing at ${ref}`);
  }
  return found;
};

export const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  methods
    .filter((method) => item[method])
    .map((method) => {
      const spec = item[method];
      const parameters = [...(item.parameters ?? []), ...(spec.parameters ?? [])].map(deref);
      const success = Object.keys(spec.responses).filter((status) => status.startsWith('2'));
      const body = spec.requestBody && deref(spec.requestBody).content['application/json'].schema;
      return {
        id: spec.operationId,
        name: `${method.toUpperCase()} ${path}`,
        method,
        path,
        spec,
        parameters,
        query: parameters.filter((p) => p.in === 'query'),
        in: (place, name) => parameters.some((p) => p.in === place && p.name === name),
        extension: spec['x-smartstack'] ?? {},
        success,
        status: Number(success[0]),
        body: body && deref(body),
      };
    }),
);

/** The schema of one row of the answer, or undefined where there is none. */
export const rowSchema = (operation) => {
  const response = deref(operation.spec.responses[operation.success[0]]);
  const schema = response.content?.['application/json']?.schema;
  if (!schema) return undefined;
  const data = deref(deref(schema).properties.data);
  return data.type === 'array' ? deref(data.items) : data;
};

const inner = (schema, pointer) => [
  ...Object.entries(schema.properties ?? {}).map(([name, value]) => [value, `${pointer}/properties/${name}`]),
  ...(schema.items ? [[schema.items, `${pointer}/items`]] : []),
  ...(schema.oneOf ?? []).map((value, i) => [value, `${pointer}/oneOf/${i}`]),
];

/** Every schema of the document once, with its pointer. */
export function* schemas() {
  const stack = [];
  const add = (schema, pointer) => schema && stack.push([schema, pointer]);

  for (const [name, schema] of Object.entries(document.components.schemas)) add(schema, `/components/schemas/${name}`);
  for (const group of ['parameters', 'headers']) {
    for (const [name, node] of Object.entries(document.components[group] ?? {})) {
      add(node.schema, `/components/${group}/${name}/schema`);
    }
  }
  for (const operation of operations) {
    operation.parameters.forEach((p) => add(p.schema, `${operation.name} parameter ${p.name}`));
    for (const [status, response] of Object.entries(operation.spec.responses)) {
      for (const [type, media] of Object.entries(deref(response).content ?? {})) {
        add(media.schema, `${operation.name} ${status} ${type}`);
      }
    }
  }

  const seen = new Set();
  while (stack.length) {
    const [schema, pointer] = stack.pop();
    if (seen.has(schema)) continue;
    seen.add(schema);
    yield [schema, pointer];
    if (!schema.$ref) stack.push(...inner(schema, pointer));
  }
}
