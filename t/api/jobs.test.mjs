// Jobs: periodic statements, run by one worker, again at once while they find work.
import assert from 'node:assert/strict';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { env, scratchDir, sleep, until } from './lib/env.mjs';
import { suite } from './lib/harness.mjs';
import { openSession } from './lib/session.mjs';

const dir = scratchDir('jobs');
after(() => rmSync(dir, { recursive: true, force: true }));
cpSync(env.sql, join(dir, 'sql'), { recursive: true });

const job = (name, text) => writeFileSync(join(dir, `sql/jobs/${name}.sql`), text);
job('tick', '-- Ticks.\n--: every 1s\nselect public.t_tick() as done\n');
job('drain', '-- Takes two at a time.\n--: every 1h\nselect public.t_drain() as done\n');
job('broken', '-- Fails.\n--: every 1s\nselect 1 / public.t_zero() as done\n');
job('rows', '-- Answers with what is no count.\n--: every 1s\nselect public.t_word() as done\n');

const tables = `
  create table public.t_ticks (at timestamptz default clock_timestamp(), pid int default pg_backend_pid(),
    kind text default current_setting('app.actor_kind'), request text default current_setting('app.request_id'));
  create table public.t_work (n int);
  insert into public.t_work select generate_series(1, 7);
  create table public.t_runs (n int);
  create function public.t_tick() returns int language sql security definer as
    'insert into public.t_ticks default values; select 0';
  create function public.t_drain() returns bigint language sql security definer as
    'with gone as (delete from public.t_work where n in (select n from public.t_work order by n limit 2) returning 1)
     insert into public.t_runs select count(*) from gone returning n::bigint';
  create function public.t_zero() returns int language sql security definer as 'select 0';
  create function public.t_word() returns text language sql security definer as 'select ''word''';
  grant usage on schema public to ss_worker;
  grant execute on all functions in schema public to ss_worker;`;

const t = await suite({
  sql: join(dir, 'sql'),
  jobs: true,
  workers: 2,
  prepareDatabase: (database) => database.sql(tables),
});

test('a job that finds work is run again at once, until it finds none', async () => {
  await until('the work to be done', async () => (await t.sql('select count(*) from t_runs')) === '5');
  assert.equal(await t.sql("select string_agg(n::text, ',') from t_runs"), '2,2,2,1,0');
  assert.equal(await t.sql('select count(*) from t_work'), '0');
});

test('a job runs at its interval, by one worker only', { skip: env.hup }, async () => {
  let ticks = [];
  await until('four ticks', async () => {
    ticks = await t.rows('select extract(epoch from at) as at, kind, request from t_ticks order by at');
    return ticks.length >= 4;
  });
  assert.ok(ticks.at(-1).at - ticks[0].at < 3 * (ticks.length - 1), 'it runs too seldom');
  for (let i = 1; i < ticks.length; i += 1) assert.ok(ticks[i].at - ticks[i - 1].at > 0.9, 'two ticks within a second');
  assert.deepEqual([ticks[0].kind, ticks[0].request], ['system', 'job-tick']);
});

test('what another instance runs is left to it', async () => {
  const other = await openSession(t.database);
  await other.run("begin; select pg_advisory_xact_lock(hashtextextended('job tick', 0))");
  const before = Number(await t.sql('select count(*) from t_ticks'));
  await sleep(2500);
  const during = Number(await t.sql('select count(*) from t_ticks'));
  await other.run('rollback');
  await other.close();
  assert.ok(during - before <= 1, `${during - before} ticks while another had the lock`);
  await until('the next tick', async () => Number(await t.sql('select count(*) from t_ticks')) > during);
});

test('a job that fails says so once and does not stop the others', async () => {
  await until('failures', async () => (await t.server.metrics())['smartstack_jobs_total{result="failed"}'] >= 4);
  const lines = (pattern) => t.server.log().split('\n').filter((line) => pattern.test(line));
  assert.equal(lines(/\[error\].*jobs\/broken: 22012/).length, 1);
  assert.equal(lines(/\[error\].*jobs\/rows: failed: it does not answer with one row and a count/).length, 1);
});

test('after a reload one worker goes on', async () => {
  await t.sql('truncate t_ticks');
  const workers = t.server.workers();
  t.server.reload();
  await until('new workers', () => t.server.workers().length === 2 && !t.server.workers().some((pid) => workers.includes(pid)));
  await until('a tick', async () => Number(await t.sql('select count(*) from t_ticks')) > 0);
});
