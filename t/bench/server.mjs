// The server under load: a durable PostgreSQL with the benchmark's data, nginx
// with the module and the production settings that matter for speed.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, root } from '../api/lib/env.mjs';
import { start } from '../api/lib/nginx.mjs';

const sh = (file, args, env = {}) =>
  execFileSync(file, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });

const settings = [
  "shared_buffers = '1GB'", "jit = 'off'", "max_wal_size = '8GB'", "checkpoint_timeout = '1h'", "autovacuum = 'off'",
];

export const startPostgres = async (size) => {
  const dir = mkdtempSync(join(tmpdir(), 'ss-bench-'));
  chmodSync(dir, 0o755);
  const stop = () => {
    sh('scripts/pg.sh', ['drop', dir]);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    return { ...(await fill(dir, size)), stop };
  } catch (error) {
    stop();
    throw error;
  }
};

const fill = async (dir, size) => {
  const port = String(await freePort());
  sh('scripts/pg.sh', ['start', dir, port]);
  const env = Object.fromEntries(
    sh('scripts/pg.sh', ['env', dir]).split('\n').filter(Boolean).map((line) => line.replace(/^export /, '').split('=')),
  );
  const psql = (args, database = 'smartstack') =>
    sh('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', database, ...args], env);
  for (const line of settings) psql(['-c', `alter system set ${line}`], 'postgres');
  sh('scripts/pg.sh', ['stop', dir]);
  sh('scripts/pg.sh', ['start', dir, port]);

  psql(['-c', 'create database smartstack'], 'postgres');
  sh('scripts/migrate.sh', ['dbname=smartstack'], env);
  const variables = Object.entries(size).flatMap(([name, n]) => ['-v', `${name}=${n}`]);
  psql([...variables, '-f', 't/bench/data.sql']);
  psql(['-c', 'checkpoint']);

  const data = psql(['-c', 'show data_directory']).trim();
  return {
    env,
    psql,
    pid: Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    conninfo: (user) => `host=${env.PGHOST} port=${port} dbname=smartstack user=${user}`,
  };
};

/** `pool`: the options of smartstack_postgres. */
export const startServer = async (pg, workers, pool) => {
  const assets = mkdtempSync(join(tmpdir(), 'ss-assets-'));
  chmodSync(assets, 0o755);
  mkdirSync(join(assets, 'assets'));
  writeFileSync(join(assets, 'assets/app.js'), 'console.log("smartstack bench");\n'.repeat(2000).slice(0, 50_000));

  const server = await start(pg, {
    workers,
    pool,
    hash: 'memory=19456k time=2',
    http: 'sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=100;',
    server: `location /assets/ { root ${assets}; }`,
    edit: (text) =>
      text
        .replace(/worker_connections \d+/, 'worker_connections 8192')
        .replace(/access_log .*?;/, 'access_log off;')
        .replace(/error_log (\S+) notice;/, 'error_log $1 warn;')
        .replace(/listen (\S+);/, 'listen $1 backlog=4096;'),
  });
  return {
    ...server,
    url: `http://127.0.0.1:${server.port}`,
    stop: async () => {
      await server.stop();
      server.remove();
      rmSync(assets, { recursive: true, force: true });
    },
  };
};
