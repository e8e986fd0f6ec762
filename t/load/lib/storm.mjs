// Many at once, and what they cost the server.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Asks n times, so many at once; the statuses. */
export const storm = async (n, atOnce, ask) => {
  const statuses = [];
  let next = 0;
  const one = async () => {
    while (next < n) statuses.push((await ask(next++)).status);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return statuses;
};

/** Seconds that the workers have computed so far (utime and stime of proc(5)). */
export const cpu = (server) =>
  server
    .workers()
    .map((pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' '))
    .reduce((sum, fields) => sum + (Number(fields[11]) + Number(fields[12])) / ticks, 0);
