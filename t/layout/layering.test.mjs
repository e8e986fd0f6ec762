// The four floors of src/: what may include what, how files and symbols are
// named, how long things may get, and the parts of nginx's style that a
// formatter cannot hold.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const floors = ['core', 'event', 'http', 'api'];
const prefix = {
  core: 'ngx_smartstack_',
  event: 'ngx_smartstack_',
  http: 'ngx_http_smartstack',
  api: 'ngx_http_smartstack_',
};
const maxFileLines = 800;
const maxFunctionLines = 120;
const wiring = 'src/http/ngx_http_smartstack_module.c';

const files = floors.flatMap((floor) =>
  readdirSync(join(root, 'src', floor))
    .filter((name) => /\.[ch]$/.test(name))
    .map((name) => {
      const text = readFileSync(join(root, 'src', floor, name), 'utf8');
      return { floor, name, path: `src/${floor}/${name}`, text, lines: text.split('\n') };
    }),
);

const floorOf = new Map(files.map((file) => [file.name, file.floor]));

const includes = (file) =>
  [...file.text.matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)].map((match) => match[1]);

/** The text with comments and literals blanked, line by line the same. */
const codeOnly = (text) =>
  text.replace(/\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (match) =>
    match.startsWith('/*') ? match.replace(/[^\n]/g, ' ') : match[0] + ' '.repeat(match.length - 2) + match[0],
  );

const report = (faults) => assert.deepEqual(faults, []);

test('files are named after their floor', () => {
  report(files.filter((file) => !file.name.startsWith(prefix[file.floor])).map((file) => file.path));
});

test('core and event know no HTTP', () => {
  report(
    files
      .filter((file) => file.floor === 'core' || file.floor === 'event')
      .flatMap((file) => includes(file).filter((name) => /^ngx_http/.test(name)).map((name) => `${file.path}: ${name}`)),
  );
});

test('core knows no event loop', () => {
  report(
    files
      .filter((file) => file.floor === 'core')
      .flatMap((file) => includes(file).filter((name) => /^ngx_event/.test(name)).map((name) => `${file.path}: ${name}`)),
  );
});

test('includes point down: core <- event <- http <- api', () => {
  report(
    files
      .filter((file) => file.path !== wiring)
      .flatMap((file) =>
        includes(file)
          .filter((name) => floors.indexOf(floorOf.get(name)) > floors.indexOf(file.floor))
          .map((name) => `${file.path} (${file.floor}) includes ${name} (${floorOf.get(name)})`),
      ),
  );
});

test('every header of ours that is included exists', () => {
  report(
    files.flatMap((file) =>
      includes(file)
        .filter((name) => /smartstack/.test(name) && !floorOf.has(name))
        .map((name) => `${file.path}: ${name}`),
    ),
  );
});

test('global symbols carry the prefix', { skip: !existsSync(join(root, 'build/ngx_http_smartstack_module.so')) }, () => {
  const module = join(root, 'build/ngx_http_smartstack_module.so');
  const symbols = execFileSync('nm', ['-D', '--defined-only', '--format=posix', module], { encoding: 'utf8' });
  report(
    symbols
      .split('\n')
      .map((line) => line.split(' ')[0])
      .filter(Boolean)
      .filter((name) => !/^ngx_(http_)?smartstack_/.test(name) && !/^ngx_module(s|_names|_order)$/.test(name)),
  );
});

test(`files have at most ${maxFileLines} lines`, () => {
  report(files.filter((file) => file.lines.length > maxFileLines).map((file) => `${file.path}: ${file.lines.length}`));
});

test(`functions have at most ${maxFunctionLines} lines`, () => {
  const faults = [];
  for (const file of files.filter((f) => f.name.endsWith('.c'))) {
    let start = 0;
    file.lines.forEach((line, index) => {
      if (line === '{') start = index;
      if (line === '}' && start) {
        if (index - start > maxFunctionLines) faults.push(`${file.path}:${start + 1}: ${index - start} lines`);
        start = 0;
      }
    });
  }
  report(faults);
});

test("nginx's style: 80 columns, no tabs, no // comments, no trailing space, braces always", () => {
  const faults = [];
  for (const file of files) {
    const code = codeOnly(file.text).split('\n');
    file.lines.forEach((line, index) => {
      const at = `${file.path}:${index + 1}`;
      if (line.length > 80) faults.push(`${at}: ${line.length} columns`);
      if (line.includes('\t')) faults.push(`${at}: tab`);
      if (/[ ]+$/.test(line)) faults.push(`${at}: trailing space`);
      if (/\/\//.test(code[index])) faults.push(`${at}: // comment`);
      if (/^\s*(if|for|while|switch)\(/.test(code[index])) faults.push(`${at}: no space before (`);
      if (/^\s*else\s+[^i{]/.test(code[index])) faults.push(`${at}: else without braces`);
    });
    bareBodies(code).forEach((index) => faults.push(`${file.path}:${index + 1}: statement without braces`));
  }
  report(faults);
});

/** Lines that end the condition of an if, for or while and open no block. */
function bareBodies(code) {
  const found = [];
  for (let i = 0; i < code.length; i++) {
    if (!/^\s*(\} else )?(if|for|while) \(/.test(code[i])) continue;
    let depth = 0;
    for (let j = i; j < code.length; j++) {
      for (const c of code[j]) depth += (c === '(') - (c === ')');
      if (depth === 0) {
        const next = code.slice(j + 1).find((line) => line.trim() !== '');
        const opens = /\{\s*\}?\s*$/.test(code[j]) || (/\)\s*$/.test(code[j]) && /^\s*\{\s*$/.test(next ?? ''));
        if (!opens) found.push(j);
        break;
      }
    }
  }
  return found;
}
