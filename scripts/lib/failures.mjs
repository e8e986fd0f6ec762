// A reporter of Node's test runner that tells failures only: what, where, how to run
// the file alone, and why; and the counts at the end, behind "# ". For
// scripts/node-suite.sh, which names the suite.
import { relative } from 'node:path';
import { inspect } from 'node:util';

const atMost = 40; // lines of a failure
const suite = process.env.SMARTSTACK_SUITE_NAME;
const fromHere = (file) => relative(process.cwd(), file);

const alone = (file) => `make test-${suite} T=${file.replace(/^t\/\w+\//, '').replace('.test.mjs', '')}`;

const why = ({ cause }) =>
  inspect(cause)
    .split('\n')
    .filter((line) => !/^ +at .*node:/.test(line));

const block = (name, file, line, lines) =>
  [`not ok - ${name}`, `    ${file}:${line}; alone: ${alone(file)}`, ...lines.slice(0, atMost).map((text) => `    ${text}`), ''].join('\n');

export default async function* failures(events) {
  const said = new Map();
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') said.set(data.file, (said.get(data.file) ?? '') + data.message);
    if (type === 'test:diagnostic' && !data.file) yield `# ${data.message}\n`;
    if (type !== 'test:fail') continue;

    const { error } = data.details;
    if (error.failureType === 'subtestsFailed') continue;

    // a file that ended early, or left something behind: its last words, too
    const whole = error.exitCode !== undefined || error.failureType === 'hookFailed';
    const words = whole ? (said.get(data.file) ?? '').trimEnd().split('\n').slice(-atMost / 2) : [];
    yield block(whole ? 'the file as a whole' : data.name, fromHere(data.file), data.line, [...why(error), ...words]);
  }
}
