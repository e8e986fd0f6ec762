// nginx -t as the first reviewer: every directive, wrong values, missing partners,
// and a contract and SQL files that do not fit each other, each with a message
// that says where.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newSecrets } from '../../scripts/lib/secrets.mjs';
import { env, scratchDir } from './lib/env.mjs';
import { check, prepare } from './lib/nginx.mjs';

const used = [];
after(() => used.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

const verdict = async (options) => {
  const prepared = await prepare(undefined, options);
  used.push(prepared.dir);
  return check(prepared);
};

const refuses = async (options, message) => {
  const { ok, output } = await verdict(options);
  assert.ok(!ok, 'nginx -t says ok');
  assert.match(output, message);
  assert.doesNotMatch(output, /Sanitizer|runtime error/);
};

/** Replaces the line of a directive of the http level by another text. */
const line = (directive, text) => ({
  edit: (conf) => {
    const pattern = new RegExp(`^( *)${directive}\\b[^;]*;`, 'm');
    assert.match(conf, pattern);
    return conf.replace(pattern, (_, indent) => indent + text);
  },
});

const api = (text) => ({ edit: (conf) => conf.replace('include', `${text}\n        include`) });
const location = (text) => ({ server: `location /other/ { ${text} }` });

test('the configuration of the tests is accepted, without a database', async () => {
  const { ok, output } = await verdict({});
  assert.ok(ok, output);
});

const member = '"host=127.0.0.1 dbname=none user=ss_app"';

const directives = [
  ['smartstack_contract', line('smartstack_contract', ''), /requires "smartstack_contract"/],
  ['smartstack_sql', line('smartstack_sql', ''), /requires "smartstack_sql"/],
  ['smartstack_secrets', line('smartstack_secrets', ''), /requires "smartstack_secrets"/],
  ['smartstack_zone', line('smartstack_zone', ''), /requires "smartstack_zone"/],
  ['smartstack_hash', line('smartstack_hash', ''), /requires "smartstack_hash"/],
  ['a contract that is not there', line('smartstack_contract', 'smartstack_contract nowhere.json;'), /nowhere\.json" failed \(2/],
  ['secrets that are not there', line('smartstack_secrets', 'smartstack_secrets nowhere.json;'), /nowhere\.json" failed \(2/],
  ['a zone without a size', line('smartstack_zone', 'smartstack_zone z;'), /invalid zone "z": write name:size/],
  ['a zone of nonsense', line('smartstack_zone', 'smartstack_zone z:abc;'), /invalid zone size "abc"/],
  ['a zone too small', line('smartstack_zone', 'smartstack_zone z:16k;'), /zone "z" is too small/],
  ['two zones', line('smartstack_zone', 'smartstack_zone a:1m; smartstack_zone b:1m;'), /"smartstack_zone" directive is duplicate/],
  ['an origin with a path', line('smartstack_origin', 'smartstack_origin https://a.example/path;'), /invalid origin "https:\/\/a\.example\/path"/],
  ['an origin without scheme', line('smartstack_origin', 'smartstack_origin a.example;'), /invalid origin "a\.example"/],
  ['a pool without conninfo', line('smartstack_postgres', 'smartstack_postgres member;'), /invalid number of arguments/],
  ['a broken conninfo', line('smartstack_postgres', 'smartstack_postgres member "host";'), /invalid connection string of pool "member": missing "="/],
  ['a password in the conninfo', line('smartstack_postgres', 'smartstack_postgres member "host=a password=b";'), /must not hold a password: use password_file=/],
  ['a password file that is not there', line('smartstack_postgres', `smartstack_postgres member ${member} password_file=none;`), /none" failed \(2/],
  ['an unknown pool option', line('smartstack_postgres', `smartstack_postgres member ${member} size=3;`), /invalid parameter "size=3"/],
  ['too many connections', line('smartstack_postgres', `smartstack_postgres member ${member} connections=65;`), /invalid value "connections=65"/],
  ['no connections', line('smartstack_postgres', `smartstack_postgres member ${member} connections=0;`), /invalid value "connections=0"/],
  ['a timeout of nonsense', line('smartstack_postgres', `smartstack_postgres member ${member} timeout=soon;`), /invalid value "timeout=soon"/],
  ['a negative queue', line('smartstack_postgres', `smartstack_postgres member ${member} queue=-1;`), /invalid value "queue=-1"/],
  ['a pool twice', line('smartstack_postgres', `smartstack_postgres member ${member}; smartstack_postgres member ${member};`), /is duplicate: the pool is defined already/],
  ['an unknown hash option', line('smartstack_hash', 'smartstack_hash pool=smartstack_hash rounds=3;'), /invalid parameter "rounds=3"/],
  ['a thread pool that is not defined', line('thread_pool', ''), /unknown thread pool "smartstack_hash"/],
  ['an unknown set of operations', location('smartstack_operations some;'), /invalid value "some"/],
  ['a body size of nonsense', location('smartstack_body_max much;'), /"smartstack_body_max" directive invalid value/],
  ['an unknown requirement', location('smartstack_require admin;'), /invalid value "admin"/],
  ['smartstack_api with an argument', location('smartstack_api on;'), /invalid number of arguments in "smartstack_api"/],
  ['two handlers in one location', location('smartstack_api; smartstack_livez;'), /"smartstack_livez" directive is duplicate: the location has a content handler already/],
  ['smartstack_api outside a location', api('smartstack_api;'), /"smartstack_api" directive is not allowed here/],
  ['smartstack_contract in a location', location('smartstack_contract x;'), /"smartstack_contract" directive is not allowed here/],
];

for (const [name, options, message] of directives) {
  test(`directives: ${name}`, () => refuses(options, message));
}

const secrets = [
  ['no jwt key', (s) => ({ ...s, jwt: [] }), /secrets .*jwt/],
  ['a short key', (s) => ({ ...s, jwt: [{ kid: 'k1', key: 'c2hvcnQ=', state: 'current' }] }), /secrets .*jwt/],
  ['a key that is no base64', (s) => ({ ...s, pepper: [{ kid: 'k1', key: '!'.repeat(44), state: 'current' }] }), /secrets .*pepper/],
];

for (const [name, change, message] of secrets) {
  test(`secrets: ${name}`, () => refuses({ secrets: change(newSecrets()) }, message));
}

/** A changed copy of the contract and of the SQL files. */
const changed = (change) => {
  const dir = scratchDir('config');
  used.push(dir);
  const contract = JSON.parse(readFileSync(env.contract, 'utf8'));
  cpSync(env.sql, join(dir, 'sql'), { recursive: true });
  const text = change(contract, (name) => join(dir, 'sql', `${name}.sql`));
  writeFileSync(join(dir, 'openapi.json'), text ?? JSON.stringify(contract));
  return { contract: join(dir, 'openapi.json'), sql: join(dir, 'sql') };
};

const read = (contract) => contract.paths['/clients/{client_id}'].get;
const pointer = '/paths/~1clients~1{client_id}/get';
const at = (rest = '') => new RegExp((pointer + rest).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

const mismatches = [
  ['text that is no JSON', () => '{"openapi": ', /contract/],
  ['an unknown handler', (c) => { c.paths['/auth/login'].post['x-smartstack'].handler = 'auth.magic'; }, /auth\.magic/],
  ['a query without its file', (c) => { read(c)['x-smartstack'].query = 'clients/none'; }, /clients\/none/],
  ['a file without its operation', (_, file) => writeFileSync(file('clients/orphan'), '-- Nobody.\nselect 1\n'), /clients\/orphan/],
  ['neither query nor handler', (c) => { delete read(c)['x-smartstack'].query; }, at('/x-smartstack')],
  ['an unknown member of x-smartstack', (c) => { read(c)['x-smartstack'].cache = true; }, at('/x-smartstack')],
  ['an unknown role', (c) => { read(c)['x-smartstack'].roles = ['king']; }, at('/x-smartstack')],
  ['an unknown pool', (c) => { read(c)['x-smartstack'].pool = 'lake'; }, at('/x-smartstack/pool')],
  ['a parameter that the SQL does not use', (c) => { read(c).parameters.push({ name: 'extra', in: 'query', schema: { type: 'string', maxLength: 9 } }); }, /extra/],
  ['an SQL parameter that nothing gives', (_, file) => writeFileSync(file('clients/get'), '-- One.\nselect c.id, c.rev from app.clients c\n where c.id = :client_id::uuid and c.name = :nothing::text\n'), /clients\/get\.sql:3.*nothing/],
  ['an SQL parameter without a type', (_, file) => writeFileSync(file('clients/get'), '-- One.\nselect c.id, c.rev from app.clients c where c.id = :client_id\n'), /clients\/get\.sql:2/],
  ['a string in the SQL that does not end', (_, file) => writeFileSync(file('clients/get'), "-- One.\nselect c.id, 'x from app.clients c where c.id = :client_id::uuid\n"), /clients\/get\.sql:2/],
  ['an unknown keyword in a schema', (c) => { c.components.schemas.RegisterInput.properties.name.contentEncoding = 'base64'; }, /contentEncoding/],
  ['a reference that leads nowhere', (c) => { c.components.schemas.RegisterInput.properties.name = { $ref: '#/components/schemas/Nothing' }; }, /Nothing/],
];

for (const [name, change, message] of mismatches) {
  test(`contract and SQL: ${name}`, () => refuses(changed(change), message));
}
