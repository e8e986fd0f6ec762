// Schemas use only what the module checks, are closed, and their examples hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { deref, document, operations, schemas } from './lib/bundle.mjs';

const all = [...schemas()];
const report = (faults) => assert.deepEqual(faults, []);
const every = (rule) => report(all.flatMap(([schema, pointer]) => rule(schema, pointer).map((fault) => `${pointer}: ${fault}`)));
const when = (condition, fault) => (condition ? [fault] : []);

const keywords = new Set(
  `$ref type required properties additionalProperties enum const minLength maxLength pattern format minimum maximum
   items minItems maxItems uniqueItems oneOf discriminator default description title example examples readOnly`.split(/\s+/),
);
const formats = ['uuid', 'date', 'date-time', 'email', 'uri'];

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ ...document, $id: 'contract' });

test('only keywords that the module knows', () => {
  every((schema) => Object.keys(schema).filter((keyword) => !keywords.has(keyword)));
  every((schema) => when(schema.format && !formats.includes(schema.format), `format ${schema.format}`));
  every((schema) => when(schema.$ref && Object.keys(schema).length > 1, 'siblings of $ref'));
  every((schema) => when(schema.$ref && !schema.$ref.startsWith('#/components/schemas/'), schema.$ref));
});

test('objects are closed, and name only required members that they have', () => {
  every((schema) => [
    ...when(schema.type === 'object' && schema.additionalProperties !== false, 'open'),
    ...when(schema.type === 'object' && !schema.properties, 'without properties'),
    ...(schema.required ?? []).filter((name) => !(name in schema.properties)).map((name) => `requires ${name}`),
  ]);
});

test('patterns are anchored', () => {
  every((schema) => when(schema.pattern && !/^\^.*\$$/s.test(schema.pattern), schema.pattern));
  every((schema) => when(schema.pattern && !new RegExp(schema.pattern, 'u'), schema.pattern));
});

test('defaults fit their schema', () => {
  every((schema, pointer) =>
    when('default' in schema && !ajv.validate({ ...schema, $id: undefined }, schema.default), `default ${pointer}`),
  );
});

test('examples are valid', () => {
  let checked = 0;
  report(
    Object.entries(document.components.schemas).flatMap(([name, schema]) => {
      const validate = ajv.compile({ $ref: `contract#/components/schemas/${name}` });
      return (schema.examples ?? []).flatMap((example) => {
        checked += 1;
        return validate(example) ? [] : [`${name}: ${ajv.errorsText(validate.errors)}`];
      });
    }),
  );
  assert.ok(checked > 25, `only ${checked} examples`);
});

/** The schemas that can be reached from one, itself included. */
const reach = (schema, found = new Set()) => {
  const node = deref(schema);
  if (found.has(node)) return found;
  found.add(node);
  [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : []), ...(node.oneOf ?? [])].forEach((next) => reach(next, found));
  return found;
};

const answers = () =>
  new Set(
    operations.flatMap((operation) =>
      Object.values(operation.spec.responses).flatMap((node) =>
        Object.values(deref(node).content ?? {}).flatMap((media) => [...reach(media.schema)]),
      ),
    ),
  );
const bodies = () => new Set(operations.filter((operation) => operation.body).flatMap((operation) => [...reach(operation.body)]));

// What comes only when a parameter asks for it.
const onRequest = ['count', 'count_kind'];

test('answers always carry all their members', () => {
  report(
    [...answers()]
      .filter((schema) => schema.properties)
      .flatMap((schema) => {
        const missing = Object.keys(schema.properties).filter(
          (name) => !schema.required?.includes(name) && !onRequest.includes(name),
        );
        return missing.map((name) => `${schema.title ?? schema.description}: ${name} is optional`);
      }),
  );
});

test('every text, number and list that comes in has an upper limit', () => {
  const types = (schema) => [schema.type].flat();
  report(
    [...bodies(), ...operations.flatMap((operation) => operation.query.map((p) => p.schema))].flatMap((schema) => {
      const bounded =
        schema.enum || schema.const !== undefined || schema.maxLength || schema.pattern || ['uuid', 'date', 'date-time'].includes(schema.format);
      return [
        ...when(types(schema).includes('string') && !bounded, `text without limit: ${JSON.stringify(schema)}`),
        ...when(types(schema).includes('integer') && schema.maximum === undefined, `number without limit: ${JSON.stringify(schema)}`),
        ...when(types(schema).includes('array') && schema.maxItems === undefined, `list without limit: ${JSON.stringify(schema)}`),
      ];
    }),
  );
});

// The module reads bodies and so has to know which alternative is meant; what it
// answers is told apart by the members.
test('a discriminator maps each of its alternatives', () => {
  every((schema, pointer) => {
    if (!schema.oneOf || /Answer\/properties\/data$/.test(pointer)) return [];
    const { propertyName, mapping } = schema.discriminator ?? {};
    const refs = schema.oneOf.map((node) => node.$ref);
    return [
      ...when(String(refs) !== String(Object.values(mapping ?? {})), 'mapping and oneOf differ'),
      ...Object.entries(mapping ?? {})
        .filter(([value, $ref]) => deref({ $ref }).properties[propertyName]?.const !== value)
        .map(([value]) => `${value} is not the constant of its alternative`),
    ];
  });
});

test('components are used, and schemas described', () => {
  const text = JSON.stringify(document);
  report(
    Object.keys(document.components.schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`)),
  );
  const rows = [...answers()].filter((schema) => schema.properties && !schema.properties.data);
  report(rows.filter((schema) => !schema.description && !schema.properties.expires_at).map((schema) => Object.keys(schema.properties).join()));
});
