// Requests that nobody means well: made from the contract's own schemas, each value
// now right, now at a limit, now wrong in one of the ways that have hurt others.
import { randomUUID } from 'node:crypto';

/** A repeatable source of numbers below 1 (mulberry32). */
const numbers = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let n = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n;
  return ((n ^ (n >>> 14)) >>> 0) / 4294967296;
};

const texts = [
  '', ' ', '\t\n', '\u0000', 'a\u0000b', '\ud800', '\udc00\ud800', '\u202eabc', '\ufeff', '\uffff', 'e\u0301', '\u0130\u00df\ufb03',
  '👩‍👩‍👧‍👦', '%s%n%x', "'; drop table app.tasks; --", '\\', '\\u0000', '"', '$1', '{}', '<script>alert(1)</script>', '../../etc/passwd',
  'null', 'true', 'NaN', '-1', '1e999', 'x'.repeat(70000), '\u0007\u001b[2J', 'a\r\nSet-Cookie: x=1', '=cmd()', ':*&!|', '@[x](y)',
];
const times = [
  'now', 'infinity', 'epoch', '0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59-23:59',
  '0001-01-01T00:00:00+23:59', '2016-12-31T23:59:60Z', '2099-02-30T00:00:00Z', '2099-01-01T24:00:00Z', '2099-01-01T00:00:00+99:99',
  '2099-01-01 00:00:00', '2099-01-01T00:00:00', '2099-01-01T00:00:00.123456789012345678901234567890Z', '294277-01-01T00:00:00Z',
  '-4713-01-01T00:00:00Z', '2099-01-01t00:00:00z', '2099-1-1T0:0:0Z', '1582-10-10T00:00:00Z',
];
const days = ['0000-00-00', '0001-01-01', '9999-12-31', '2099-02-29', '2096-02-29', 'today', 'infinity', '2099-13-01', '20990101', '2099-01-01T00:00:00Z'];
const integers = [-1, 0, 1, 2147483647, 2147483648, -2147483649, 9007199254740991, 9007199254740992, 9223372036854775807n, 9223372036854775808n, 1.5, -0, 1e300, '1'];
const ids = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '{00000000-0000-0000-0000-000000000000}', '0'.repeat(32), 'x'];
const conditions = ['*', '"r0"', 'W/"r1"', '"r1", "r2"', 'r1', '"r999999999"', '"r1-0123456789abcdef"', '"r99999999999999999999"', '""', ' "r1" ', '"r1'];
const queries = ['%00', '%ff%fe', '%zz', '%', '%c0%af', '%ed%a0%80', '+', '%0d%0a', '[]', 'a,b', ',', '%2c', '0x1', '1e3', '-0', '007', '%EF%BC%91', 'x'.repeat(3000)];

const byName = {
  password: 'correct horse battery staple',
  email: () => `h${randomUUID().slice(0, 8)}@example.com`,
};

/**
 * Makes requests of operations: known, ids by the names that the contract uses; share,
 * how much of what is sent is wrong on purpose, 0 to 1.
 */
export const hostile = (contract, known, seed, share = 0.25) => {
  const random = numbers(seed);
  const chance = (p) => random() < p;
  const any = (list) => list[Math.floor(random() * list.length)];
  const below = (n) => Math.floor(random() * n);
  const words = (n) => Array.from({ length: n }, () => any([...'abc äöß漢🙂'])).join('');

  const fitting = (node, name) => {
    const least = node.minLength ?? 0;
    const most = Math.min(node.maxLength ?? 60, 300);
    if (node.format === 'date-time') return `${1990 + below(90)}-0${1 + below(9)}-${10 + below(19)}T1${below(10)}:00:00${any(['Z', '.5Z', '+05:30'])}`;
    if (node.format === 'date') return `${1990 + below(90)}-0${1 + below(9)}-${10 + below(19)}`;
    if (node.format === 'email') return byName.email();
    if (node.format === 'uri') return 'https://example.com/a?b=c';
    if (name in byName) return byName[name];
    if (node.pattern) return known[name] ?? any(['x', 'abc', 'EUR', 'ABC', '123456', 'task.created', 'a'.repeat(43), '10.0.0.0/8', '::/0', 'en', 'UTC']);
    return any([words(least || 1), words(Math.max(least, below(most))), 'x'.repeat(node.maxLength ?? 10)]);
  };

  const wrong = (node) => {
    if (chance(0.2)) return any([null, true, false, 0, -1, '', 'x', [], {}, [null], [[[]]], { a: { b: 1 } }]);
    if (node.format === 'uuid') return any([...ids, randomUUID()]);
    if (node.format === 'date-time') return any(times);
    if (node.format === 'date') return any(days);
    if (node.type === 'integer' || node.type?.includes?.('integer')) return any(integers);
    if (node.maxLength && chance(0.3)) return any(['x', '漢', '🙂']).repeat(node.maxLength + below(2));
    return any(texts);
  };

  const value = (schema, name) => {
    const { node } = contract.resolve(schema);
    const type = any([].concat(node.type));
    if (type !== 'object' && chance(share)) return wrong(node);
    if ('const' in node) return node.const;
    if (node.enum) return any(node.enum);
    if (node.oneOf) return value(any(node.oneOf), name);
    if (node.format === 'uuid') return known[name] ?? randomUUID();
    if (type === 'object') return object(node);
    if (type === 'array') return Array.from({ length: below(Math.min((node.maxItems ?? 3) + 1, 6)) }, () => value(node.items, name));
    if (type === 'integer') return any([node.minimum ?? -5, node.maximum ?? 1000, (node.minimum ?? 0) + below(5)]);
    if (type === 'number') return random() * 100;
    if (type === 'boolean') return chance(0.5);
    if (type === 'null') return null;
    return fitting(node, name);
  };

  const object = ({ properties = {}, required = [] }) => {
    const names = Object.keys(properties).filter((name) => (required.includes(name) ? !chance(share / 8) : chance(0.5)));
    if (chance(share / 8)) names.push(any(['__proto__', 'constructor', 'id', '', 'x'.repeat(300)]));
    return Object.fromEntries(names.map((name) => [name, name in properties ? value(properties[name], name) : 1]));
  };

  const text = (json) =>
    JSON.stringify(json, (_, v) => (typeof v === 'bigint' ? `\u0001${v}\u0001` : v))?.replace(/"\\u0001(\d+)\\u0001"/g, '$1');

  /** Text that is no JSON, or is it in a way that few expect. */
  const spoilt = (json) =>
    any([
      '', '{', 'null', '[]', '"x"', `${json}x`, `\ufeff${json}`, json.slice(0, below(json.length + 1)), json.replace(/:/, '::'), '['.repeat(5000),
      '{"a":'.repeat(200), json.replace(/}$/, ',}'), json.replace(/"(\w)/, '"\\u00$1'), json.replace(/[0-9]/, '1e999999'), json.replaceAll(' ', '\u00a0'),
    ]);

  const body = (operation) => {
    const schema = operation.spec.requestBody?.content['application/json']?.schema;
    if (!schema) return chance(0.05) ? '{}' : undefined;
    const json = text(value(schema, '')) ?? '{}';
    return chance(share / 6) ? spoilt(json) : json;
  };

  const query = (operation) => {
    const parts = operation.parameters
      .filter((p) => p.in === 'query' && (p.required || chance(0.25)))
      .map(({ name, schema }) => {
        const one = chance(share / 2) ? any(queries) : encodeURIComponent([].concat(value(schema, name) ?? '').join(',').toWellFormed());
        return `${chance(0.5) ? name : encodeURIComponent(name)}=${one}`;
      });
    if (chance(share / 10)) parts.push(any([...parts, 'x=1', '&', '=', '%00=1', 'limit']));
    return parts.length ? `?${parts.join('&')}` : '';
  };

  const path = (operation) =>
    operation.path.replace(/\{(\w+)\}/g, (_, name) => {
      if (chance(share / 5)) return any([...ids, randomUUID(), '%00', '%2e%2e', 'x'.repeat(300), '%ff', '~']);
      return encodeURIComponent(known[name] ?? randomUUID());
    });

  const headers = (operation) => {
    const found = {};
    const named = (name) => operation.parameters.some((p) => p.name === name);
    if (named('If-Match') && !chance(share / 4)) found['if-match'] = chance(share) ? any(conditions) : `"r${1 + below(4)}"`;
    if (named('If-None-Match') && chance(0.2)) found['if-none-match'] = any(conditions);
    if (named('Idempotency-Key') && !chance(share / 4)) found['idempotency-key'] = chance(share) ? any(['', ' ', 'x'.repeat(256), 'ä', 'a b', '"']) : any([randomUUID(), 'again']);
    if (chance(share / 10)) found['smartstack-workspace'] = any([...ids, '', randomUUID()]);
    if (chance(share / 10)) found['x-request-id'] = any(['x', 'a b', 'x'.repeat(100), '"><b>']);
    if (chance(share / 10)) found.traceparent = any(['x', '00-', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, '-'.repeat(500)]);
    if (chance(share / 10)) found.accept = any(['text/html', '*/*;q=0', 'application/json;q=0.1', ',']);
    return found;
  };

  /** { path, options } for a client's api(). */
  return (operation) => {
    const raw = body(operation);
    const type = raw === undefined ? {} : { 'content-type': chance(share / 20) ? any(['text/plain', 'application/json; charset=latin1', '']) : 'application/json' };
    return { path: `${path(operation)}${query(operation)}`, options: { raw, headers: { ...headers(operation), ...type } } };
  };
};
