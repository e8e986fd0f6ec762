// Runs test files in the order in which they are named (node --test sorts them), some
// at a time; tells them on stdout, and what failed, with the counts, in a file.
//
//     node scripts/lib/run-tests.mjs REPORT JOBS FILE...
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import failures from './failures.mjs';

const [report, jobs, ...files] = process.argv.slice(2);
const events = run({ files: files.map((file) => resolve(file)), concurrency: Number(jobs) });

events.on('test:fail', () => {
  process.exitCode = 1;
});
events.compose(new spec()).pipe(process.stdout);
events.compose(failures).pipe(createWriteStream(report));
