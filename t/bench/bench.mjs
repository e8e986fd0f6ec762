// How fast, and at which cost: the module beside nginx's own "return 200".
//
//   node t/bench/bench.mjs [--seconds 6] [--rounds 3] [--endpoints list,get]
//   node t/bench/bench.mjs --serve     only start; prints what a load tool needs
//   … [--pool CONNECTIONS] [--shed TIME]   as smartstack_postgres has them
//
// Judge by the CPU columns: microseconds a request of nginx, of PostgreSQL and
// of the load generator. Requests a second of another day do not compare.
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { cpuSeconds } from './cpu.mjs';
import { startPostgres, startServer } from './server.mjs';
import { check, workload } from './workload.mjs';

const exec = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const { values: opt } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    warmup: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    endpoints: { type: 'string', default: 'health,session,me,list,get,create,static' },
    connections: { type: 'string', default: '64' },
    workers: { type: 'string', default: '2' },
    pool: { type: 'string', default: '4' },
    shed: { type: 'string' },
    workspaces: { type: 'string', default: '50' },
    projects: { type: 'string', default: '200' },
    tasks: { type: 'string', default: '100000' },
    serve: { type: 'boolean', default: false },
  },
});
const size = Object.fromEntries(['workspaces', 'projects', 'tasks'].map((name) => [name, Number(opt[name])]));
const work = mkdtempSync(join(tmpdir(), 'ss-load-'));
chmodSync(work, 0o755);

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

const raw = (requests, host) =>
  requests
    .map(({ method, path, headers, body }) => {
      const all = { host, ...headers, ...(body ? { 'content-length': Buffer.byteLength(body) } : {}) };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
      const text = `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
      return `${Buffer.byteLength(text)}\n${text}`;
    })
    .join('');

const wrk = async (url, file, seconds) => {
  const { stdout } = await exec('wrk', ['-t2', `-c${opt.connections}`, `-d${seconds}s`, '--timeout', '10s',
    '-s', join(here, 'requests.lua'), url, '--', file]);
  return JSON.parse(/^RESULT (.*)$/m.exec(stdout)[1]);
};

const measure = async (url, file, watched) => {
  await wrk(url, file, opt.warmup);
  const before = watched.map(cpuSeconds);
  const r = await wrk(url, file, opt.seconds);
  const [server, database] = watched.map((pid, i) => ((cpuSeconds(pid) - before[i]) / r.requests) * 1e6);
  return { rate: r.requests / r.seconds, p50: r.p50 / 1e3, p99: r.p99 / 1e3, server, database, errors: r.errors };
};

const pg = await startPostgres(size);
let server;
let bare;
try {
  // whoever measures what an answer costs wants no refusals
  const shed = opt.shed ?? (opt.serve ? '20ms' : '1s');
  server = await startServer(pg, Number(opt.workers), `connections=${Number(opt.pool)} shed=${shed}`);
  const load = workload(size, server.secrets);
  await check(server.url, load, size);

  if (opt.serve) {
    const file = join(work, 'requests.json');
    writeFileSync(file, JSON.stringify(load));
    console.log(`name=smartstack;url=${server.url};pid=${server.pid};pgpid=${pg.pid};procs=${opt.workers};requests=${file}`);
    await new Promise((done) => process.once('SIGINT', done).once('SIGTERM', done));
  } else {
    bare = await startBare();
    const endpoints = opt.endpoints.split(',');
    const results = new Map([['return 200', []], ...endpoints.map((name) => [name, []])]);
    for (let round = 0; round < Number(opt.rounds); round++) {
      for (const name of results.keys()) {
        const target = name === 'return 200' ? bare : server;
        const file = join(work, `${name.replace(' ', '-')}.req`);
        writeFileSync(file, raw(load[name === 'return 200' ? 'health' : name], new URL(target.url).host));
        results.get(name).push(await measure(target.url, file, [target.pid, pg.pid]));
        process.stderr.write(`round ${round + 1}: ${name}\n`);
      }
    }
    print(results);
  }
} finally {
  await bare?.stop();
  await server?.stop();
  pg.stop();
  rmSync(work, { recursive: true, force: true });
}

/** nginx answering a constant, without the module: the floor of the machine. */
async function startBare() {
  const { spawn } = await import('node:child_process');
  const { freePort, until } = await import('../api/lib/env.mjs');
  const port = await freePort();
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((n) => `${n}_temp_path ${work}/${n};`).join(' ');
  writeFileSync(join(work, 'nginx.conf'), `
    daemon off; worker_processes 1; pid ${work}/nginx.pid; error_log ${work}/error.log warn;
    events { worker_connections 8192; }
    http { access_log off; ${temp} default_type application/json; keepalive_requests 1000000000;
      server { listen 127.0.0.1:${port} backlog=4096; location / { return 200 '{"status":"ok"}'; } } }`);
  const child = spawn('nginx', ['-p', work, '-c', join(work, 'nginx.conf'), '-e', join(work, 'error.log')], { stdio: 'inherit' });
  const url = `http://127.0.0.1:${port}`;
  await until('nginx', () => fetch(url).then((r) => r.ok, () => false));
  const ended = new Promise((done) => child.once('exit', done));
  return { url, pid: child.pid, stop: () => (child.kill('SIGQUIT'), ended) };
}

function print(results) {
  const columns = ['rate', 'p50', 'p99', 'server', 'database'];
  console.log(['endpoint'.padEnd(12), 'req/s', 'p50 ms', 'p99 ms', 'nginx us', 'PG us', 'errors'].map((t) => t.padStart(10)).join(''));
  for (const [name, runs] of results) {
    const cells = columns.map((c) => median(runs.map((r) => r[c])).toFixed(c === 'rate' ? 0 : 2));
    console.log([name.padEnd(12), ...cells, runs.reduce((n, r) => n + r.errors, 0)].map((t) => String(t).padStart(10)).join(''));
  }
}
