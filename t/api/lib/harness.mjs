// What a test file starts with:
//
//     import { suite } from './lib/harness.mjs';
//     const t = await suite();
//     test('…', async () => { const me = await t.tenant(); await me.get('/me'); });
//
// It gives a database and an nginx of the file's own. When the file is done, the
// server is stopped and must leave nothing behind: no alarming log line, no
// sanitizer report, no live object, no session inside a transaction.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after } from 'node:test';
import { Client, register } from './client.mjs';
import { Contract } from './contract.mjs';
import { createDatabase } from './database.mjs';
import { env, until } from './env.mjs';
import { exchange, raw } from './http.mjs';
import { spool } from './mail.mjs';
import { start } from './nginx.mjs';

export { Client, newEmail, password } from './client.mjs';
export { env, freePort, root, sleep, until } from './env.mjs';

/**
 * Options: all of nginx.mjs prepare(); `allowLog`, a pattern of log lines that
 * this file provokes on purpose; `database`, instead of a clone of the template
 * (an ownCluster()); `prepareDatabase(database)` before nginx starts; `jobs: true`,
 * the jobs run; `mail: true`, mails go out too, into a folder that mail() reads;
 * with `jobs: false` only they do, and a test runs a job when it wants to.
 */
export const suite = async (options = {}) => {
  const contract = new Contract(options.contract ?? env.contract);
  const database = options.database ?? (await createDatabase());
  let server;

  try {
    if (options.prepareDatabase) await options.prepareDatabase(database);
    server = await start(database, options);
  } catch (error) {
    await database.drop();
    throw error;
  }

  after(async () => {
    try {
      await atRest(server, database);
      const exit = await server.stop();
      assert.deepEqual(exit, { code: 0, signal: null }, 'nginx did not end cleanly');
      assert.deepEqual(server.alarms(options.allowLog), [], 'alarming lines in the error log');
    } catch (error) {
      process.stdout.write(`# error log of ${server.dir}\n${server.log().split('\n').slice(-60).join('\n')}\n`);
      throw error;
    } finally {
      await server.stop('SIGTERM').catch(() => {});
      await database.drop();
      server.remove();
    }
  });

  return {
    contract,
    database,
    server,
    sql: database.sql,
    rows: database.rows,
    raw: (parts, rawOptions) => raw(server.port, parts, rawOptions),
    exchange: (request) => exchange(server.port, request),
    /** The next mail to this address, in the order of their making; needs `mail: true`. */
    mail: spool(join(server.dir, 'mail')),
    client: () => new Client(server, contract),
    tenant: (fields) => register(server, contract, database, fields),
  };
};

/** Everything that the module counts as alive is back to zero. */
export const atRest = async (server, database) => {
  if (!server.running()) return;
  let live = [];
  await until('live objects to be gone', async () => {
    live = await server.liveObjects();
    return live.length === 0;
  }, { timeout: 15000 }).catch(() => assert.deepEqual(live, [], 'objects left alive'));
  assert.equal(await database.idleInTransaction(), '', 'a session was left inside a transaction');
};
