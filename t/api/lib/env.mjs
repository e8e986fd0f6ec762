// Where things are, and the switches of a test run (environment variables).
//
//   SMARTSTACK_NGINX        the server to test        (default: the installed nginx)
//   SMARTSTACK_MODULE       the module it loads       (default: build/…module.so)
//   SMARTSTACK_SERVED_CONTRACT   another contract than the tests read (t/mutation)
//   SMARTSTACK_TEST_HUP=1   reload nginx between requests
//   SMARTSTACK_TEST_KEEP=1  keep the folders of the servers
//   SMARTSTACK_TEST_PG      HOST:PORT:SOCKET_DIR of the run's PostgreSQL (scripts/api.sh)
import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const fromRoot = (path) => resolve(root, path);

export const env = {
  nginx: process.env.SMARTSTACK_NGINX || '/usr/sbin/nginx',
  module: fromRoot(process.env.SMARTSTACK_MODULE || 'build/ngx_http_smartstack_module.so'),
  contract: fromRoot(process.env.SMARTSTACK_CONTRACT || 'build/openapi.json'),
  served: fromRoot(process.env.SMARTSTACK_SERVED_CONTRACT || process.env.SMARTSTACK_CONTRACT || 'build/openapi.json'),
  sql: fromRoot('api/sql'),
  hup: process.env.SMARTSTACK_TEST_HUP === '1',
  keep: process.env.SMARTSTACK_TEST_KEEP === '1',
};
env.sanitizer = /asan/.test(env.nginx);

/** A folder of its own with a short name, since sockets may live in it. */
export const scratchDir = (prefix) => mkdtempSync(join(tmpdir(), `ss-${prefix}-`));

/**
 * A port that nobody listens on, below those that connections going out take: one of
 * these may be gone before a server listens.
 */
export const freePort = () =>
  new Promise((done, fail) => {
    const port = randomInt(10240, 32768);
    const probe = createServer();
    probe.once('error', (error) => (error.code === 'EADDRINUSE' ? done(freePort()) : fail(error)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(port)));
  });

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Waits until check() gives something true; its last value, or an error that says what was awaited. */
export const until = async (what, check, { timeout = 30000, every = 20 } = {}) => {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}`);
    await sleep(every);
  }
};
