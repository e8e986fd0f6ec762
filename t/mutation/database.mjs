// Opens each policy, and takes each check out of the functions that prove who asks;
// the database's own tests must see it. The tests that read the text of policies are
// left out: what counts is what a role can then do.
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../api/lib/env.mjs';

const run = promisify(execFile);
const base = 'mutation_base';
const byText = ['catalogue.sql', 'functions.sql'];

const psql = async (database, ...what) => {
  const { stdout } = await run('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', database, ...what], { maxBuffer: 64 << 20 });
  return stdout.trimEnd();
};
const rows = async (query) => JSON.parse(await psql(base, '-c', `select coalesce(json_agg(q), '[]') from (${query}) q`));

const tests = readdirSync(join(root, 't/sql'))
  .filter((name) => name.endsWith('.sql') && !byText.includes(name))
  .map((name) => ({ name, text: readFileSync(join(root, 't/sql', name), 'utf8') }));

/** Those first that name what is broken. */
const likely = (word) => [...tests].sort((a, b) => Number(b.text.includes(word)) - Number(a.text.includes(word)));

const policies = async () => {
  const found = await rows(`
    select format('%I.%I', schemaname, tablename) as place, tablename as word, policyname as name,
           permissive, cmd, qual is not null as reads, with_check is not null as writes,
           (select string_agg(q.policyname, ', ') from pg_policies q
             where q.schemaname = p.schemaname and q.tablename = p.tablename
               and q.permissive = 'RESTRICTIVE' and p.permissive = 'PERMISSIVE'
               and q.roles && p.roles and q.cmd in (p.cmd, 'ALL')) as behind
      from pg_policies p where schemaname in ('app', 'auth') order by 1, 3`);
  return found.map(({ place, word, name, permissive, reads, writes, behind }) => ({
    label: `policy ${name} of ${place}, ${permissive === 'PERMISSIVE' ? 'open to all' : 'dropped'}`,
    word,
    behind,
    sql:
      permissive === 'PERMISSIVE'
        ? `alter policy ${name} on ${place} ${reads ? 'using (true)' : ''} ${writes ? 'with check (true)' : ''}`
        : `drop policy ${name} on ${place}`,
  }));
};

// [function, what is taken out, what stands there then]
const checks = [
  ['begin_request', 's.revoked_at is null', 'true'],
  ['begin_request', 's.user_id = p_user', 'true'],
  ['begin_request', 's.idle_expires_at > now()', 'true'],
  ['begin_request', 's.absolute_expires_at > now()', 'true'],
  ['begin_request', 'and m.active', ''],
  ['begin_request', 'p_roles & (', '15 & ('],
  ['begin_request', "set_config('app.user_id', s.user_id::text, true)", "set_config('app.user_id', '', true)"],
  ['begin_admin', 'elsif not admin', 'elsif false'],
  ['begin_admin', 's.revoked_at is null', 'true'],
  ['begin_key', 'k.revoked_at is not null', 'false'],
  ['begin_key', 'k.expires_at <= now()', 'false'],
  ['begin_key', 'u.disabled_at is null', 'true'],
  ['begin_key', 'p_workspace <> k.workspace_id', 'false'],
  ['begin_key', 'p_roles & (', '15 & ('],
  ['begin_key', 'elsif k.networks is not null', 'elsif false and k.networks is not null'],
  ['begin_key', 'elsif not k.scopes &&', 'elsif false and not k.scopes &&'],
  ['begin_guest', 'x.ended_at is null', 'true'],
  ['begin_guest', 'x.expires_at > now()', 'true'],
  ['begin_guest', 'app.link_lives(x)', 'true'],
  ['begin_guest', 's.email = any (x.allowed_emails)', 'true'],
  ['begin_guest', 'p_permissions & (', '15 & ('],
  ['begin_idempotent', 'known.request_hash <> p_hash', 'false'],
  ['transfer_ownership', "m.user_id = me and m.role = 'owner'", 'm.user_id = me'],
  ['rotate_session', 's.revoked_at is not null', 'false'],
  ['rotate_session', "interval '30 seconds'", "interval '30 days'"],
];

const functions = async () => {
  const found = await rows(`
    select p.proname as name, pg_get_functiondef(p.oid) as text from pg_proc p
     where p.pronamespace in ('app'::regnamespace, 'auth'::regnamespace) and p.prokind = 'f'`);
  return checks.map(([name, from, to]) => {
    const text = found.find((f) => f.name === name)?.text;
    const body = text?.indexOf('AS $function$') ?? -1;
    const changed = body < 0 ? undefined : text.slice(0, body) + text.slice(body).replace(from, to);
    return { label: `${name} without ${from}`, word: name, sql: changed === text ? undefined : changed };
  });
};

const red = async (database, { name }) => {
  try {
    const { stdout } = await run('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', database, '-f', join(root, 't/sql', name)], { maxBuffer: 64 << 20 });
    return stdout.split('\n').find((line) => line.startsWith('not ok'))?.replace(/^not ok \d+ - /, '');
  } catch (error) {
    return error.stderr.split('\n')[0];
  }
};

const attempt = async (mutant, n) => {
  if (!mutant.sql) return { ...mutant, fault: 'the check is not there any more: this list is out of date' };
  const database = `mutant_${n}`;
  await psql('postgres', '-c', `create database ${database} template ${base}`);
  try {
    await psql(database, '-1', '-f', join(root, 'migrations/roles.sql'));
    await psql(database, '-c', mutant.sql);
    for (const test of likely(mutant.word)) {
      const seen = await red(database, test);
      if (seen) return { ...mutant, seen: `${test.name}: ${seen}` };
    }
    // Two walls: the other one still stands, and falls in a mutant of its own.
    if (mutant.behind) return { ...mutant, seen: `nothing got by ${mutant.behind}` };
    return { ...mutant, fault: 'no test saw it' };
  } finally {
    await psql('postgres', '-c', `drop database ${database} with (force)`);
  }
};

export const mutants = async (only) => {
  await psql('postgres', '-c', `create database ${base} template smartstack_template`);
  await psql(base, '-1', '-f', join(root, 'migrations/roles.sql'));
  await psql(base, '-c', 'create extension pgtap');
  const all = [...(await functions()), ...(await policies())];
  return all.filter(({ label }) => label.includes(only)).map((mutant, i) => ({ label: mutant.label, attempt: () => attempt(mutant, i) }));
};
