// psql against the run's PostgreSQL, and the values of a prepared statement.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

const [host, port, sockets] = (process.env.SMARTSTACK_TEST_PG ?? '').split(':');
assert.ok(port, 'no PostgreSQL for this run; use scripts/test-contract.sh');

export const template = process.env.SMARTSTACK_TEST_TEMPLATE ?? 'smartstack_template';

export const psql = (role, database, input) => {
  const args = ['-XAtq', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-h', sockets || host, '-p', port, '-U', role, '-d', database];
  return execFileSync('psql', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 64 << 20 });
};

export const literal = (value) => (value === undefined || value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`);
