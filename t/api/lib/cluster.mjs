// A PostgreSQL of one test file's own, for tests that stop, kill or freeze it.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { databaseOn } from './database.mjs';
import { freePort, root, scratchDir, until } from './env.mjs';

const script = join(root, 'scripts/pg.sh');
const options = { encoding: 'utf8', env: { ...process.env, FAST: '1' } };

const pg = (...args) => execFileSync(script, args, options);
const pgAsync = async (...args) => (await promisify(execFile)(script, args, options)).stdout;

const dead = (pid) => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout === '' || stdout.startsWith('Z');
};

/** Starts it and migrates one database in it; a database as createDatabase() gives, with the powers over its server. */
export const ownCluster = async () => {
  const dir = scratchDir('pg');
  chmodSync(dir, 0o711);
  const port = await freePort();

  // Asynchronous: a test's own load goes on meanwhile.
  const start = () => pgAsync('start', dir, String(port));
  await start();

  const settings = Object.fromEntries(
    pg('env', dir)
      .trim()
      .split('\n')
      .map((line) => line.split('=')),
  );
  const address = { host: '127.0.0.1', port: String(port), socketDir: settings.PGHOST };
  const database = databaseOn(address, 'faults');
  await database.create();
  execFileSync(join(root, 'scripts/migrate.sh'), ['dbname=faults'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

  /** Never another process that has got the number of a dead one since. */
  const postmaster = () => {
    const pid = Number(pg('pid', dir));
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dir)) throw new Error('PostgreSQL is down');
    return pid;
  };
  const family = () => {
    const parent = postmaster();
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' });
    return [parent, ...children.split('\n').map(Number).filter(Boolean)];
  };
  const signalAll = (signal) =>
    family().forEach((pid) => {
      try {
        process.kill(pid, signal);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    });

  return {
    ...database,

    start,
    stop: () => pgAsync('stop', dir),

    /**
     * As a crash of the machine would: nobody says goodbye. The lock files go
     * too, since some init reaps its orphans late, and a zombie's number in them
     * would look like a server that runs.
     */
    kill: async () => {
      const pids = family();
      signalAll('SIGKILL');
      await until('PostgreSQL to be dead', () => pids.every(dead));
      rmSync(join(dir, 'pg/postmaster.pid'), { force: true });
      rmSync(join(address.socketDir, `.s.PGSQL.${port}.lock`), { force: true });
    },
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),

    drop: async () => {
      try {
        signalAll('SIGCONT');
      } catch {
        // it is down
      }
      pg('drop', dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
