// What a process has cost so far.
import { readdirSync, readFileSync } from 'node:fs';

/** CPU seconds of a process and all below it, those already reaped included. */
export const cpuSeconds = (pid) => {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'latin1');
        const f = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
        return { pid: Number(name), parent: f[1], cpu: (f[11] + f[12] + f[13] + f[14]) / 100 };
      } catch {
        return null;
      }
    })
    .filter(Boolean);
  const sum = (root) => stats.filter((s) => s.parent === root).reduce((total, s) => total + sum(s.pid), 0) +
    (stats.find((s) => s.pid === root)?.cpu ?? 0);
  return sum(pid);
};
