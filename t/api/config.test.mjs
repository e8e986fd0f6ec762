// nginx -t as the first reviewer: every directive, wrong values, missing partners,
// and a contract and SQL files that do not fit each other, each with a message
// that says where.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newSecrets } from '../../scripts/lib/secrets.mjs';
import { env, root, scratchDir } from './lib/env.mjs';
import { check, prepare } from './lib/nginx.mjs';
import { providerConfig } from './lib/provider.mjs';

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

const withoutWorkers = (http) => ({ http, edit: (conf) => conf.replace(/smartstack_postgres worker[^;]*;/, '') });
const provider = (change = (text) => text, { secret = join(root, 'mail/layout.txt'), ...more } = {}) => ({
  http: change(providerConfig({ name: 'mock' }, secret)),
  ...more,
});
/** The block with another line in the place of this one. */
const instead = (name, text) => provider((conf) => conf.replace(new RegExp(`^ *${name} .*;$`, 'm'), text));
const mail = (option = '', way = 'spool /tmp') => `smartstack_mail ${way} from=a@b.example templates=${root}/mail threads=smartstack_mail ${option};`;

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
  ['jobs without a pool', withoutWorkers('smartstack_jobs on;'), /"smartstack_jobs" needs "smartstack_postgres worker"/],
  ['mails without a pool', withoutWorkers(mail()), /"smartstack_mail" needs "smartstack_postgres worker"/],
  ['two ways to send mails', { mail: true, http: mail() }, /"smartstack_mail" directive is duplicate/],
  ['an unknown way to send mails', { http: 'smartstack_mail pigeon /tmp from=a@b.example;' }, /invalid way to send mails "pigeon"/],
  ['mails from nobody', { http: `smartstack_mail spool /tmp templates=${root}/mail;` }, /"smartstack_mail" directive needs from=/],
  ['mails from an address that is none', { http: mail('from=nobody') }, /invalid parameter "from=nobody"/],
  ['mails without templates', { http: 'smartstack_mail spool /tmp from=a@b.example;' }, /"smartstack_mail" directive needs templates=/],
  ['mails at no interval', { http: mail('every=soon') }, /invalid parameter "every=soon"/],
  ['mails without threads', { http: `smartstack_mail spool /tmp from=a@b.example templates=${root}/mail;` }, /"smartstack_mail" directive needs threads=/],
  ['a password for a folder', { http: mail('user=a') }, /invalid parameter "user=a"/],
  ['a mail server that may not be called', { http: mail('', 'smtp smtps://mail.example') }, /"smtps:\/\/mail\.example" is no destination of "smartstack_egress"/],
  ['a mail server on another port', { http: `smartstack_egress mail.example:587; ${mail('', 'smtp smtp://mail.example')}` }, /is no destination of "smartstack_egress"/],
  ['a user of a mail server without a password', { http: mail('user=a', 'smtp smtps://mail.example') }, /needs user= and password_file= together/],
  ['a destination with a path', { http: 'smartstack_egress a.example/b;' }, /invalid destination "a\.example\/b"/],
  ['a destination twice', { http: 'smartstack_egress a.example; smartstack_egress A.example:443;' }, /is duplicate: the destination is named already/],
  ['plain text to another machine', { http: 'smartstack_egress 10.0.0.1:80 plain;' }, /"plain" is for addresses of this machine/],
  ['plain text to a name', { http: 'smartstack_egress localhost:80 plain;' }, /"plain" is for addresses of this machine/],
  ['too many connections to a destination', { http: 'smartstack_egress a.example connections=33;' }, /invalid parameter "connections=33"/],
  ['an authority that is not there', { http: 'smartstack_egress a.example ca=none.pem;' }, /none\.pem" failed \(2/],
  ['an unknown mail option', { http: mail('colour=red') }, /invalid parameter "colour=red"/],
  ['templates that are not there', { http: 'smartstack_mail spool /tmp from=a@b.example templates=/nowhere threads=smartstack_mail;' }, /mail template \/nowhere: cannot be read/],
  ...['', 'Mock', '1mock', '-mock', 'mo_ck', 'mo/ck', 'a'.repeat(33)].map((name) => [
    `a provider by the name "${name}"`,
    provider((conf) => conf.replace('smartstack_oidc mock', `smartstack_oidc "${name}"`)),
    new RegExp(`invalid name of a provider "${name}"`),
  ]),
  ['a provider twice', provider((conf) => conf + conf.slice(conf.indexOf('smartstack_oidc'))), /"smartstack_oidc" directive is duplicate: the provider is defined already/],
  ['a provider outside http', { server: 'smartstack_oidc mock { issuer a; }' }, /"smartstack_oidc" directive is not allowed here/],
  ...['issuer', 'client_id', 'client_secret_file', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'].map((name) => [
    `a provider without ${name}`,
    instead(name, ''),
    new RegExp(`provider "mock" needs "${name}"`),
  ]),
  ['a provider with an empty issuer', instead('issuer', 'issuer "";'), /provider "mock" needs "issuer"/],
  ['a provider with an unknown line', instead('label', 'colour red;'), /invalid parameter "colour red"/],
  ['a provider with two issuers in a line', instead('issuer', 'issuer a b;'), /invalid number of parameters of "issuer"/],
  ['a provider with a block in it', instead('label', 'label { }'), /unexpected "\{"/],
  ...['none', 'HS256', 'rs256', 'RS512'].map((name) => [
    `C18: a provider that signs with ${name}`,
    instead('algorithm', `algorithm ${name};`),
    new RegExp(`invalid parameter "algorithm ${name}"`),
  ]),
  ...['soon', '0', '-1'].map((time) => [
    `a provider whose keys are asked for after ${time}`,
    instead('label', `jwks_refresh ${time};`),
    new RegExp(`invalid parameter "jwks_refresh ${time}"`),
  ]),
  ['a provider with a secret that is not there', provider(undefined, { secret: 'none' }), /none" failed \(2/],
  ['a provider without an origin', provider(undefined, line('smartstack_origin', '')), /"smartstack_oidc" needs "smartstack_origin"/],
  ['C70: a provider that may not be called', provider((conf) => conf.replace(/smartstack_egress[^;]*;/, '')), /provider "mock": "http:\/\/127\.0\.0\.1:9\/jwks" is no destination of "smartstack_egress"/],
  ['C70: a provider whose tokens come from elsewhere', instead('token_endpoint', 'token_endpoint https://b.example/token;'), /provider "mock": "https:\/\/b\.example\/token" is no destination/],
  ['C70: a provider that is no web server', instead('jwks_uri', 'jwks_uri smtp://127.0.0.1:9/jwks;'), /provider "mock": "smtp:\/\/127\.0\.0\.1:9\/jwks" is no destination/],
  ['C71: a provider in plain text on another machine', provider((conf) => conf.replaceAll('http://127.0.0.1:9', 'http://a.example').replace(/smartstack_egress[^;]*;/, 'smartstack_egress a.example;')), /"http:\/\/a\.example\/jwks" is no destination of "smartstack_egress"/],
  ['C71: a provider where people sign in in plain text', provider((conf) => conf.replace(/smartstack_egress[^;]*;/, 'smartstack_egress a.example;').replace(/(token_endpoint|jwks_uri) http:\/\/127\.0\.0\.1:9/g, '$1 https://a.example')), /provider "mock": "http:\/\/127\.0\.0\.1:9\/authorize" does not begin with https:\/\//],
  ['a provider whose label is no text', provider(undefined, { edit: (conf) => Buffer.from(conf.replace('Mock provider', 'M\u00e9'), 'latin1') }), /a label of a provider is no UTF-8/],
  ['an unknown set of operations', location('smartstack_operations some;'), /invalid value "some"/],
  ['a body size of nonsense', location('smartstack_body_max much;'), /"smartstack_body_max" directive invalid value/],
  ['an unknown requirement', location('smartstack_require admin;'), /invalid value "admin"/],
  ['an unknown limit', { http: 'smartstack_limit planet rate=1r/s;' }, /invalid parameter "planet"/],
  ['a limit without a rate', { http: 'smartstack_limit user burst=3;' }, /"smartstack_limit" directive needs rate=/],
  ['a limit twice', { http: 'smartstack_limit user rate=1r/s; smartstack_limit user rate=2r/s;' }, /is duplicate: this limit is set already/],
  ...['rate=1', 'rate=1r/d', 'rate=0r/s', 'rate=r/s', 'rate=-1r/s', 'rate=99999999r/s', 'burst=0', 'nodelay'].map((text) => [
    `a limit with ${text}`,
    { http: `smartstack_limit user ${text} ${text.startsWith('rate') ? '' : 'rate=1r/s'};` },
    new RegExp(`invalid parameter "${text}"`),
  ]),
  ...[
    ['of the server', (conf) => conf.replace(/error\.log notice;/, 'error.log debug;')],
    ['but info', (conf) => conf.replace(/error\.log notice;/, 'error.log info;')],
    ['of one kind', (conf) => conf.replace(/error\.log notice;/, 'error.log debug_http;')],
    ['beside another', (conf, dir) => conf.replace(/error\.log notice;/, `error.log notice; error_log ${dir}/more.log debug;`)],
    ['behind the http block', (conf, dir) => `${conf.replace(/^error_log.*$/m, '')}\nerror_log ${dir}/late.log debug;\n`],
    ['of http', (conf, dir) => conf.replace('http {', `http { error_log ${dir}/http.log debug;`)],
    ['of one server', (conf, dir) => conf.replace('server {', `server { error_log ${dir}/server.log debug;`)],
  ].map(([where, edit]) => [`C66: a log at level debug, ${where}`, { edit }, /level info or debug would hold keys, cookies and passwords/]),
  ['smartstack_https of nonsense', location('smartstack_https maybe;'), /invalid value "maybe" in "smartstack_https"/],
  ['smartstack_api with an argument', location('smartstack_api on;'), /invalid number of arguments in "smartstack_api"/],
  ['two handlers in one location', location('smartstack_api; smartstack_livez;'), /"smartstack_livez" directive is duplicate: the location has a content handler already/],
  ['smartstack_api outside a location', api('smartstack_api;'), /"smartstack_api" directive is not allowed here/],
  ['smartstack_contract in a location', location('smartstack_contract x;'), /"smartstack_contract" directive is not allowed here/],
];

for (const [name, options, message] of directives) {
  test(`directives: ${name}`, () => refuses(options, message));
}

const templates = [
  ['a text without its page', { 'a.txt': 'Subject: a\n\na' }, /a\.html: cannot be read/],
  ['no layout', { 'layout.txt': null }, /layout\.txt is missing/],
  ['no subject', { 'a.txt': '\na', 'a.html': 'a' }, /a\.txt: "Subject: " is missing/],
  ['no empty line', { 'a.txt': 'Subject: a', 'a.html': 'a' }, /a\.txt: an empty line is missing/],
  ['an unknown header', { 'a.txt': 'Subject: a\nBcc: b\n\na', 'a.html': 'a' }, /a\.txt: "Bcc: b" is no header/],
  ['a tag that does not end', { 'a.txt': 'Subject: a\n\na {{name', 'a.html': 'a' }, /a\.txt: line 1: a tag is/],
  ['a section that does not end', { 'a.txt': 'Subject: a\n\na', 'a.html': '1\n{{#b}}' }, /a\.html: line 2: "\{\{#b\}\}" is not closed/],
  ['a section that did not begin', { 'a.txt': 'Subject: a\n\na', 'a.html': '{{/b}}' }, /a\.html: line 1: "\{\{\/b\}\}" closes nothing/],
  ['sections too deep', { 'a.txt': 'Subject: a\n\na', 'a.html': '{{#a}}{{#b}}{{#c}}{{#d}}' }, /nested too deep/],
];

for (const [name, files, message] of templates) {
  test(`mail templates: ${name}`, () => {
    const dir = scratchDir('templates');
    used.push(dir);
    cpSync(join(root, 'mail'), dir, { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      if (text === null) rmSync(join(dir, file));
      else writeFileSync(join(dir, file), text);
    }
    return refuses({ http: `smartstack_mail spool /tmp from=a@b.example templates=${dir} threads=smartstack_mail;` }, message);
  });
}

test('debug_connection logs what a log at level debug would, whatever its level: refused, or allowed', async () => {
  const edit = (conf) => conf.replace('events {', 'events {\n    debug_connection 127.0.0.1;');
  await refuses({ edit }, /"debug_connection" would log keys/);
  const { ok, output } = await verdict({ http: 'smartstack_allow_debug on;', edit });
  assert.ok(ok, output);
});

test('a log at level debug can be allowed', async () => {
  const { ok, output } = await verdict({
    http: 'smartstack_allow_debug on;',
    edit: (conf) => conf.replace(/error\.log notice;/, 'error.log debug;'),
  });
  assert.ok(ok, output);
});

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
  ['an unknown handler', (c) => { c.paths['/auth/login'].post['x-smartstack'].handler = 'auth.wizard'; }, /auth\.wizard/],
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
  ['a job without an interval', (_, file) => writeFileSync(file('jobs/a'), '-- A.\nselect 1\n'), /jobs\/a\.sql:1: a job needs a line "--: every TIME"/],
  ['a job with an interval of nonsense', (_, file) => writeFileSync(file('jobs/a'), '-- A.\n--: every now\nselect 1\n'), /jobs\/a\.sql:2: "now" is not a time from 1s to 24h/],
  ['a job with parameters', (_, file) => writeFileSync(file('jobs/a'), '-- A.\n--: every 1s\nselect :new_id::uuid\n'), /jobs\/a\.sql:3: a job has no parameters/],
  ['an interval of what is no job', (_, file) => writeFileSync(file('clients/get'), '-- One.\n--: every 1s\nselect 1\n'), /clients\/get\.sql:1: "--: every" is for files of jobs\//],
  ['an unknown keyword in a schema', (c) => { c.components.schemas.RegisterInput.properties.name.contentEncoding = 'base64'; }, /contentEncoding/],
  ['a reference that leads nowhere', (c) => { c.components.schemas.RegisterInput.properties.name = { $ref: '#/components/schemas/Nothing' }; }, /Nothing/],
];

for (const [name, change, message] of mismatches) {
  test(`contract and SQL: ${name}`, () => refuses(changed(change), message));
}
