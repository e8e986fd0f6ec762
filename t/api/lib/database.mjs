// The run's PostgreSQL: a database of its own for each test file, cloned from
// the migrated template, and psql for looking behind the API.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './env.mjs';

const run = promisify(execFile);
const template = process.env.SMARTSTACK_TEST_TEMPLATE || 'smartstack_template';

/** A database by name on a server ({ host, port, socketDir }); nothing is done yet. */
export const databaseOn = ({ host, port, socketDir }, name) => {
  const psqlWith = async (database, ...what) => {
    const args = ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-h', socketDir, '-p', port];
    args.push('-U', 'postgres', '-d', database, ...what);
    const { stdout } = await run('psql', args, { maxBuffer: 64 << 20 });
    return stdout.trimEnd();
  };
  const psql = (database, text) => psqlWith(database, '-c', text);

  return {
    name,
    host,
    port,
    socketDir,

    create: () => psql('postgres', `create database ${name}`),

    /** A clone has the template's tables and rows; the rights on the database itself are given anew. */
    clone: async (from) => {
      await psql('postgres', `create database ${name} template ${from}`);
      await psqlWith(name, '-1', '-f', join(root, 'migrations/roles.sql'));
    },

    /** Runs SQL as the superuser; rows as text, one a line, columns by "|". */
    sql: (text) => psql(name, text),

    /** The rows of a query as objects. */
    rows: async (query) => JSON.parse(await psql(name, `select coalesce(json_agg(q), '[]') from (${query}) q`)),

    /** What the module connects with; `at` may name another port, such as a proxy's. */
    conninfo: (user, at = {}) =>
      `host=${at.host ?? host} port=${at.port ?? port} dbname=${name} user=${user} sslmode=disable`,

    /** Sessions that the module left inside a transaction. */
    idleInTransaction: () =>
      psql(
        'postgres',
        `select coalesce(string_agg(query, '; '), '') from pg_stat_activity
          where datname = '${name}' and state like 'idle in transaction%'`,
      ),

    drop: () => psql('postgres', `drop database if exists ${name} with (force)`),
  };
};

export const createDatabase = async () => {
  const [host, port, socketDir] = (process.env.SMARTSTACK_TEST_PG || '').split(':');
  if (!port) throw new Error('no PostgreSQL for this run; use scripts/api.sh FILE...');

  const database = databaseOn({ host, port, socketDir }, `t_${randomBytes(6).toString('hex')}`);
  await database.clone(template);
  return database;
};
