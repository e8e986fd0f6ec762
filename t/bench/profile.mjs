// Where PostgreSQL's time of a request goes: the statements of one batch as the
// module sends them, measured again and again with one part less each time.
//
//   node t/bench/profile.mjs [--seconds 4] [--rounds 3]
//
// CPU microseconds of PostgreSQL a transaction, by pgbench in pipeline mode; what a
// line costs is its difference to the line above it. pgbench reads text and the
// module binary, so a list costs less there.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { root } from '../api/lib/env.mjs';
import { cpuSeconds } from './cpu.mjs';
import { startPostgres } from './server.mjs';

const exec = promisify(execFile);
const { values: opt } = parseArgs({
  options: { seconds: { type: 'string', default: '4' }, rounds: { type: 'string', default: '3' } },
});
const size = { workspaces: 50, projects: 200, tasks: 100000 };
const work = mkdtempSync(join(tmpdir(), 'ss-profile-'));

/** The text of an operation's SQL: no comments, no clauses of lists. */
const sqlOf = (name) =>
  readFileSync(join(root, 'api/sql', `${name}.sql`), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('--'))
    .join(' ');

const begin = `${sqlOf('request/begin')};`;
const settings = { workspace_id: ':workspace', user_id: ':caller_user', scope: "'all'", role: "'owner'" };
const bare = `select ${Object.entries(settings).map(([name, value]) => `set_config('app.${name}', ${value}, true)`).join(', ')};`;

const pick = (first, last) => `
\\set n :n + 1
\\if :n % 100 = 1
\\set p random(${first}, ${last})
select id('project', :p) as project_id, id('workspace', 1 + (:p - 1) % ${size.workspaces}) as workspace,
       id('user', 1 + (:p - 1) % ${size.workspaces}) as caller_user,
       id('session', 1 + (:p - 1) % ${size.workspaces}) as caller_session \\gset
\\endif
\\startpipeline
`;

const create = sqlOf('tasks/create')
  .replace(':new_id::uuid', 'app.uuid7()')
  .replace(':title::text', "'Call the client about the new draft'")
  .replace(':description::text', "'Agree on the scope, then send the offer.'")
  .replace(':due_at::timestamptz', "'2026-12-24T12:00:00Z'::timestamptz");
const list = `${sqlOf('tasks/list_of_project')} order by t.created_at desc, t.id desc limit 51`;

const script = (name, opens, statement) => {
  const [first, last] = name === 'create' ? [size.projects + 1, size.projects + size.workspaces] : [1, size.projects];
  return `${pick(first, last)}${opens}\n${statement.trim()};\n\\endpipeline\n`;
};

const indexesOf = (table, but) => `do $$ declare i text; begin
  for i in select x.indexrelid::regclass from pg_index x left join pg_constraint c on c.conindid = x.indexrelid
            where x.indrelid = '${table}'::regclass and c.oid is null and x.indexrelid::regclass::text !~ '${but}' loop
    execute 'drop index ' || i; end loop; end $$`;
const unguarded = `do $$ declare t text; begin
  for t in select oid::regclass from pg_class where relrowsecurity and relkind = 'r' loop
    execute 'alter table ' || t || ' no force row level security, disable row level security'; end loop; end $$`;
const unreferenced = `do $$ declare c record; begin
  for c in select conname, conrelid::regclass as t from pg_constraint
            where contype = 'f' and conrelid in ('app.tasks'::regclass, 'app.events'::regclass) loop
    execute format('alter table %s drop constraint %I', c.t, c.conname); end loop; end $$`;

// [what is taken away, how, the batch's first statement from then on]
const steps = {
  list: [
    ['all of it', 'select 1', begin],
    ['without asking whether the session lives', 'select 1', bare],
    ['without row-level security', unguarded, bare],
  ],
  create: [
    ['all of it', 'select 1', begin],
    ['without asking whether the session lives', 'select 1', bare],
    ['without the search index', 'drop index app.tasks_search_idx', bare],
    ['with two indexes of tasks beside the key', indexesOf('app.tasks', 'project_rank|project_created'), bare],
    ['without indexes of events beside the key', indexesOf('app.events', 'none'), bare],
    ['without event and history', 'drop trigger log on app.tasks', bare],
    ['without references to other rows', unreferenced, bare],
    ['without row-level security', unguarded, bare],
  ],
};

const pg = await startPostgres(size);
const dsn = (database) => ['-h', pg.env.PGHOST, '-p', pg.env.PGPORT, '-U', 'ss_app', database];

const measure = async (database, file) => {
  const before = cpuSeconds(pg.pid);
  const { stdout } = await exec('/usr/lib/postgresql/15/bin/pgbench',
    ['-n', '-M', 'prepared', '-c', '4', '-j', '1', '-T', opt.seconds, '-D', 'n=0', '-D', 'roles=3',
      '-D', 'request_id=profile', '-f', file, ...dsn(database)], { env: { ...process.env, ...pg.env } });
  const done = Number(/number of transactions actually processed: (\d+)/.exec(stdout)[1]);
  return ((cpuSeconds(pg.pid) - before) / done) * 1e6;
};

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

try {
  pg.psql(['-c', `create function app.id(kind text, n bigint) returns uuid language sql immutable as
    $$ select overlay(overlay(md5(kind || ':' || n) placing '4' from 13) placing '8' from 17)::uuid $$`]);
  for (const [name, parts] of Object.entries(steps)) {
    const database = `profile_${name}`;
    pg.psql(['-c', `create database ${database} template smartstack`], 'postgres');
    console.log(`${name}, microseconds of PostgreSQL`);
    let above;
    for (const [label, change, opens] of parts) {
      pg.psql(['-c', change], database);
      const file = join(work, `${name}.sql`);
      writeFileSync(file, script(name, opens, name === 'create' ? create : list));
      const runs = [];
      for (let round = 0; round < Number(opt.rounds); round++) runs.push(await measure(database, file));
      const now = median(runs);
      console.log(`  ${label.padEnd(44)}${now.toFixed(0).padStart(6)}${above ? (now - above).toFixed(0).padStart(7) : ''}`);
      above = now;
    }
  }
} finally {
  pg.stop();
  rmSync(work, { recursive: true, force: true });
}
