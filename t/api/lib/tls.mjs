// Certificates of a test's own, made by openssl, and a PostgreSQL that speaks TLS.
import { execFileSync } from 'node:child_process';
import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** An authority in a folder; issue(name, subject) signs a certificate and returns { cert, key }. */
export const newAuthority = (dir) => {
  const [cert, key] = [join(dir, 'ca.pem'), join(dir, 'ca.key')];
  openssl('req', '-x509', ...newKey, '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=Test authority');
  return {
    cert,
    issue: (name, subject) => {
      const file = (end) => join(dir, `${name}.${end}`);
      writeFileSync(file('ext'), `subjectAltName=${subject}\n`);
      openssl('req', ...newKey, '-keyout', file('key'), '-out', file('csr'), '-subj', `/CN=${name}`);
      openssl('x509', '-req', '-in', file('csr'), '-CA', cert, '-CAkey', key, '-CAcreateserial',
        '-days', '2', '-extfile', file('ext'), '-out', file('pem'));
      return { cert: file('pem'), key: file('key') };
    },
  };
};

/** The cluster of `database` takes connections over TCP with TLS only, with this certificate. */
export const requireTls = async (database, { cert, key }) => {
  const data = await database.sql('show data_directory');
  const owner = statSync(data);
  for (const [from, to] of [[cert, 'server.crt'], [key, 'server.key']]) {
    writeFileSync(join(data, to), readFileSync(from), { mode: 0o600 });
    chownSync(join(data, to), owner.uid, owner.gid);
  }
  const rules = join(data, 'pg_hba.conf');
  writeFileSync(rules, readFileSync(rules, 'utf8').replace(/^host\b/gm, 'hostssl'));
  await database.sql('alter system set ssl = on');
  await database.sql('select pg_reload_conf()');
};
