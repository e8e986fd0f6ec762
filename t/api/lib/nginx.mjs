// A real nginx with the module: configuration, life, and what it leaves behind.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecrets } from '../../../scripts/lib/secrets.mjs';
import { env, freePort, root, scratchDir, until } from './env.mjs';
import { exchange } from './http.mjs';

const alarming = /\[(alert|emerg|crit)\]|AddressSanitizer|LeakSanitizer|runtime error:|exited on signal/;

// clang 14 guesses where glibc keeps thread-local storage that was loaded late and
// now and then scans what is none; nothing that must not leak is reachable only there.
const leaks = 'detect_leaks=1:intercept_tls_get_addr=0';
// nginx unloads the module before it ends, and libpq with it: what libpq keeps for the
// life of a process would count as lost.
const loaded = env.sanitizer ? { LD_PRELOAD: 'libpq.so.5' } : {};

/** Fills {{name}} of conf/nginx.test.conf; a name without a value is an error. */
export const render = (text, values) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (values[name] === undefined) throw new Error(`conf/nginx.test.conf: no value for {{${name}}}`);
    return values[name];
  });

const conninfo = (database, user) => database?.conninfo(user) ?? `host=127.0.0.1 port=9 dbname=none user=${user}`;

/** What works without a request, when a suite asks for `jobs` or `mail` (both, unless `jobs` is false). */
const background = (dir, { mail, jobs = mail }) => {
  const sender = `smartstack_mail spool ${dir}/mail "from=SmartStack <no-reply@smartstack.example>" templates=${root}/mail threads=smartstack_mail every=100ms;`;
  return [jobs && 'smartstack_jobs on;', mail && sender].filter(Boolean).join('\n    ');
};

/** Writes the configuration into a folder of its own; nothing is started. */
export const prepare = async (database, options = {}) => {
  const dir = scratchDir('nginx');
  const port = options.port ?? (await freePort());
  const secrets = options.secrets ?? newSecrets();
  mkdirSync(join(dir, 'tmp'));
  mkdirSync(join(dir, 'mail'));
  writeFileSync(join(dir, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });

  const values = {
    root,
    dir,
    port,
    user: process.getuid() === 0 ? 'user root;' : '',
    module: env.module,
    contract: options.contract ?? env.served,
    sql: options.sql ?? env.sql,
    workers: options.workers ?? 1,
    origin: `http://127.0.0.1:${port}`,
    member: options.member ?? `"${conninfo(database, 'ss_app')}"`,
    auth: options.auth ?? `"${conninfo(database, 'ss_auth')}"`,
    guest: options.guest ?? `"${conninfo(database, 'ss_guest')}"`,
    admin: options.admin ?? `"${conninfo(database, 'ss_admin')}"`,
    worker: options.worker ?? `"${conninfo(database, 'ss_worker')}"`,
    pool: options.pool ?? 'connections=2 timeout=5s',
    few: 'connections=1 reserved=0 timeout=5s',
    hash: options.hash ?? 'memory=19456k time=2',
    background: background(dir, options),
    http: options.http ?? '',
    api: options.api ?? '',
    server: options.server ?? '',
  };
  const template = options.template ?? readFileSync(join(root, 'conf/nginx.test.conf'), 'utf8');
  const text = render(template, values);
  writeFileSync(join(dir, 'nginx.conf'), options.edit ? options.edit(text, dir) : text);
  return { dir, port, secrets, args: ['-p', dir, '-c', join(dir, 'nginx.conf'), '-e', join(dir, 'error.log')] };
};

/** nginx -t on a prepared folder: { ok, output }. */
export const check = ({ args }) => {
  const run = spawnSync(env.nginx, ['-t', ...args.slice(0, 4), '-e', 'stderr'], {
    encoding: 'utf8',
    env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' },
  });
  return { ok: run.status === 0, output: run.stderr };
};

// What still runs when the test's process ends, however it ends, is killed.
const groups = new Set();
const killGroups = () => groups.forEach((killAll) => killAll());
process.once('exit', killGroups);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

export const start = async (database, options = {}) => {
  const prepared = await prepare(database, options);
  const { dir, port, args } = prepared;
  // A process group of its own, so that no worker can outlive the test.
  const child = spawn(env.nginx, [...args, '-g', 'daemon off;'], {
    stdio: 'ignore',
    detached: true,
    env: {
      ...process.env,
      ...loaded,
      ASAN_OPTIONS: `${leaks}:log_path=${dir}/asan:abort_on_error=0`,
      UBSAN_OPTIONS: `print_stacktrace=1:log_path=${dir}/asan`,
      LSAN_OPTIONS: `suppressions=${root}/t/lsan.supp:print_suppressions=0`,
    },
  });
  let exit;
  child.on('exit', (code, signal) => {
    exit = { code, signal };
  });
  const killAll = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
      return true;
    } catch {
      return false;
    }
  };
  groups.add(killAll);

  const alive = () => {
    const run = spawnSync('ps', ['-o', 'stat=,args=', '-g', String(child.pid)], { encoding: 'utf8' });
    return run.stdout
      .split('\n')
      .filter((line) => line && !line.startsWith('Z'))
      .join('; ');
  };

  const log = () => {
    const files = readdirSync(dir).filter((file) => file === 'error.log' || file.startsWith('asan'));
    return files.map((file) => readFileSync(join(dir, file), 'utf8')).join('\n');
  };

  const server = {
    ...prepared,
    pid: child.pid,
    log,
    accessLog: () => {
      const file = join(dir, 'access.log');
      return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
    },
    running: () => !exit,

    reload: () => child.kill('SIGHUP'),

    workers: () => {
      const run = spawnSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' });
      return run.stdout.split('\n').map(Number).filter(Boolean);
    },

    metrics: async () => {
      const answer = await exchange(port, { path: '/metrics' });
      if (answer.status !== 200) throw new Error(`/metrics answered ${answer.status}`);
      return Object.fromEntries(
        answer.text
          .split('\n')
          .filter((line) => line && !line.startsWith('#'))
          .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
      );
    },

    /** Live objects that are still counted, by type; empty when all is at rest. */
    liveObjects: async () =>
      Object.entries(await server.metrics()).filter(([name, value]) => /^smartstack_objects\b/.test(name) && value !== 0),

    /** Lines of the logs that no healthy run has, but for those that `allow` matches. */
    alarms: (allow) =>
      log()
        .split('\n')
        .filter((line) => alarming.test(line) && !(allow && allow.test(line))),

    stop: async (signal = 'SIGQUIT') => {
      try {
        if (!exit) child.kill(signal);
        await until('nginx to end', () => exit, { timeout: 30000 });
        // A sanitizer's helper may outlive its worker by a moment, dead ones may stay unreaped.
        await until('the last process to end', () => alive() === '', { timeout: 10000 }).catch(() => {
          exit.left = `processes without a master: ${alive()}`;
        });
      } finally {
        groups.delete(killAll);
        killAll();
      }
      return exit;
    },

    remove: () => {
      if (!env.keep) rmSync(dir, { recursive: true, force: true });
    },
  };

  let last;
  try {
    const probe = options.ready ?? '/readyz';
    await until(
      'nginx to be ready',
      async () => {
        if (exit) throw new Error('nginx ended at once');
        last = await exchange(port, { path: probe, timeout: 2000 }).catch((error) => error);
        return last.status === 200;
      },
      { timeout: 30000 },
    );
  } catch (error) {
    groups.delete(killAll);
    killAll();
    const tail = log().split('\n').slice(-40).join('\n');
    if (!env.keep) rmSync(dir, { recursive: true, force: true });
    throw new Error(`${error.message}; last: ${last?.text ?? last?.message}\n${tail}`);
  }
  return server;
};
