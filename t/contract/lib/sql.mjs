// Reads the files of api/sql the way the module does: statement, fragments,
// second statement, named parameters; and composes what the module composes.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';

const folder = join(root, 'api/sql');

/** Splits SQL into [kind, text]: code, comment, or quoted. */
const tokens = (source) => {
  const pattern =
    /(--[^\n]*|\/\*[\s\S]*?\*\/)|([eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\3\$)/g;
  const out = [];
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    if (match.index > end) out.push(['code', source.slice(end, match.index)]);
    out.push([match[1] ? 'comment' : 'quoted', match[0]]);
    end = match.index + match[0].length;
  }
  if (end < source.length) out.push(['code', source.slice(end)]);
  return out;
};

const parameterPattern = /(^|[^:]):([a-z_][a-z0-9_]*)(::([a-z_][a-z0-9_]*(?:\[\])?))?/g;

/** Names and types of all parameters; one without a cast has type undefined. */
export const parameters = (source) =>
  tokens(source)
    .filter(([kind]) => kind === 'code')
    .flatMap(([, text]) => [...text.matchAll(parameterPattern)].map((match) => ({ name: match[2], type: match[4] })));

/** The statement with $1..$n. */
export const number = (source) => {
  const known = [];
  const text = tokens(source)
    .filter(([kind]) => kind !== 'comment')
    .map(([kind, part]) =>
      kind === 'quoted'
        ? part
        : part.replace(parameterPattern, (all, before, name, cast, type) => {
            const key = `${name}::${type}`;
            if (!known.includes(key)) known.push(key);
            return `${before}$${known.indexOf(key) + 1}::${type}`;
          }),
    )
    .join('')
    .trim();
  return { text, parameters: known };
};

/** The source with everything in parentheses, quotes and comments blanked. */
const topLevel = (source) => {
  let depth = 0;
  return tokens(source)
    .map(([kind, part]) =>
      kind !== 'code'
        ? ' '.repeat(part.length)
        : [...part]
            .map((c) => {
              if (c === ')') depth -= 1;
              const shown = depth === 0 && c !== '(' && c !== ')' ? c : ' ';
              if (c === '(') depth += 1;
              return shown;
            })
            .join(''),
    )
    .join('');
};

export const topLevelClauses = (source) =>
  [...topLevel(source).matchAll(/\b(where|group\s+by|having|window|union|intersect|except|order\s+by|limit|offset|for\s+update)\b/gi)].map(
    (match) => match[1].toLowerCase().replace(/\s+/g, ' '),
  );

/** Splits at commas that are in no parentheses. */
const splitTop = (text) => {
  const shown = topLevel(text);
  const parts = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i === text.length || shown[i] === ',') {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return parts;
};

const parseSort = (rest, where) => {
  const [, name, list] = rest.match(/^(\S+)\s+(.+)$/) ?? [];
  if (!name) throw new Error(`${where}: a sort is a name and expressions`);
  const keys = splitTop(list).map((key) => {
    const [, expr, type] = key.match(/^(.*)::([a-z0-9_]+)$/) ?? [];
    if (!expr) throw new Error(`${where}: sort expression without a type: ${key}`);
    return { expr, type };
  });
  return { name, keys };
};

export const parse = (text, file) => {
  const parsed = { file, comment: '', main: '', current: '', filters: [], sorts: [] };
  let target = 'main';

  text.split('\n').forEach((line, i) => {
    const where = `${file}:${i + 1}`;
    const fragment = line.match(/^--:\s*(\S+)\s*(.*)$/);
    if (!fragment) {
      if (target === 'main' && !parsed.main.trim() && line.startsWith('--')) parsed.comment += `${line.slice(2).trim()} `;
      parsed[target] += `${line}\n`;
      return;
    }
    const [, word, rest] = fragment;
    if (word === 'current') {
      target = 'current';
    } else if (word === 'every') {
      parsed.every = rest;
    } else if (word === 'filter') {
      const [, name, condition] = rest.match(/^(\S+)\s+(.+)$/) ?? [];
      if (!name) throw new Error(`${where}: a filter is a name and a condition`);
      parsed.filters.push({ name, condition });
    } else if (word === 'sort') {
      parsed.sorts.push(parseSort(rest, where));
    } else {
      throw new Error(`${where}: no such fragment: ${word}`);
    }
  });
  return parsed;
};

export const files = () => {
  const names = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return new Map(names.map((name) => [name.slice(0, -4), parse(readFileSync(join(folder, name), 'utf8'), `api/sql/${name}`)]));
};

const keyset = (sort, descending) => {
  const left = sort.keys.map((key) => key.expr).join(', ');
  const right = sort.keys.map((key, i) => `:cursor_${i}::${key.type}`).join(', ');
  return `(${left}) ${descending ? '<' : '>'} (${right})`;
};

/** A list statement for what is asked: { filters, sort, descending, after, limit }. */
export const compose = (sql, { filters = [], sort, descending = false, after = false, limit = 51 }) => {
  const from = topLevel(sql.main).search(/\bfrom\b/i);
  const hidden = sort.keys.map((key, i) => `, ${key.expr} as "~${i}"`).join('');
  const conditions = filters.map((filter, i) => filter.condition.replaceAll(':value::', `:value_${i}::`));
  if (after) conditions.push(keyset(sort, descending));

  return [
    `${sql.main.slice(0, from).trimEnd()}${hidden}\n${sql.main.slice(from).trimEnd()}`,
    ...conditions.map((condition) => `  and (${condition})`),
    `order by ${sort.keys.map((key) => `${key.expr} ${descending ? 'desc' : 'asc'}`).join(', ')}`,
    `limit ${limit}`,
  ].join('\n');
};

/** The form of a POST statement that also stores its rows for a replay. */
export const wrapIdempotent = (sql, { etag, list, secrets = [] }) => {
  const main = tokens(sql.main)
    .filter(([kind]) => kind !== 'comment')
    .map(([, part]) => part)
    .join('')
    .trim();
  const shown = topLevel(main);
  let ctes = '';
  let body = main;

  if (/^with\b/i.test(shown)) {
    const start = shown.search(/\b(select|insert|update|delete)\b/i);
    ctes = `${main.slice(4, start).trim()}, `;
    body = main.slice(start);
  }
  const names = secrets.map((name) => `'${name}'`).join(',');
  const one = secrets.length
    ? `(select json_object_agg(m.key, case when m.key in (${names}) then null else m.value end) from json_each(row_to_json(q)) m)`
    : 'row_to_json(q)';
  const rows = list ? "(select coalesce(json_agg(q), '[]') from q)" : `(select ${one} from q)`;
  const tag = etag ? `, etag = (select 'r' || ${etag} from q)` : '';
  return `with ${ctes}q as (${body}), s as (
  update app.idempotency_keys set response = ${rows}${tag}
   where caller = (select app.current_person()) and key = :idempotency_key::text)
select * from q`;
};
